import type { LineShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Select } from "@/shared/ui/Field";

interface FromFieldProps {
  lines: LineShape[];
  value: string;
  error: string | undefined;
  onChange: (id: string) => void;
}

/** The line that a text comes from: the person's own ones only. */
export function FromField({ lines, value, error, onChange }: FromFieldProps) {
  return (
    <Select
      label="From"
      name="line"
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    >
      {lines.length === 0 && <option value="">No line yet</option>}
      {lines.map((line) => (
        <option key={line.id} value={line.id}>
          {line.label ? `${line.label}, ${pretty(line.number)}` : pretty(line.number)}
        </option>
      ))}
    </Select>
  );
}
