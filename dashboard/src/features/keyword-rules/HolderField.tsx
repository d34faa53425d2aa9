import type { LineShape } from "@/api/types.gen";
import { Select } from "@/shared/ui/Field";

interface HolderFieldProps {
  line: LineShape;
  value: string;
  error: string | undefined;
  onChange: (id: string) => void;
}

/** Who gets a conversation that nobody has: somebody who works on the line; on a personal one its owner. */
export function HolderField({ line, value, error, onChange }: HolderFieldProps) {
  const people = line.use === "personal" ? [line.owner ?? []].flat() : line.members;
  const gone = value !== "" && people.every(({ id }) => id !== value);
  return (
    <Select
      label="Give the conversation to"
      hint="Where nobody has it yet."
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Nobody</option>
      {gone && <option value={value}>Somebody who is not on this line</option>}
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
