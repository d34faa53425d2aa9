import { Select } from "@/shared/ui/Field";
import type { FieldName, Mapping, ProofName } from "./columns";

interface ColumnSelectsProps<T extends FieldName | ProofName> {
  of: Record<T, string>;
  names: string[];
  mapping: Mapping;
  faults: Partial<Record<FieldName | ProofName, string>>;
  choose: (mapping: Mapping) => void;
}

/** For each thing that a file may tell, the column that does. */
export function ColumnSelects<T extends FieldName | ProofName>({
  of,
  names,
  mapping,
  faults,
  choose,
}: ColumnSelectsProps<T>) {
  const change = (field: T, value: string) => {
    const { [field]: _, ...others } = mapping as Partial<Record<FieldName | ProofName, number>>;
    choose(value === "" ? others : { ...others, [field]: Number(value) });
  };
  return (
    <div className="mt-2 grid gap-3 sm:grid-cols-2">
      {(Object.entries<string>(of) as [T, string][]).map(([field, label]) => (
        <Select
          key={field}
          label={label}
          value={mapping[field] ?? ""}
          error={faults[field]}
          onChange={(event) => change(field, event.target.value)}
        >
          <option value="">Not in the file</option>
          {names.map((name, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name, and none moves
            <option key={at} value={at}>
              {name}
            </option>
          ))}
        </Select>
      ))}
    </div>
  );
}
