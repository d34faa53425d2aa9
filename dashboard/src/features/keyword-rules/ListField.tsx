import { useQuery } from "@tanstack/react-query";
import { groupChoicesQuery } from "@/api/groups";
import { sentence } from "@/api/problem";
import { Select } from "@/shared/ui/Field";

interface ListFieldProps {
  value: string;
  error: string | undefined;
  onChange: (id: string) => void;
}

/** The list that takes a contact in. A live group is not offered: its own rule says who is in it. */
export function ListField({ value, error, onChange }: ListFieldProps) {
  const query = useQuery(groupChoicesQuery);
  const offered = (query.data ?? []).filter(({ id, live }) => !live || id === value);
  const unknown = value !== "" && offered.every(({ id }) => id !== value);
  return (
    <Select
      label="Put on the list"
      value={value}
      error={error ?? (query.isError ? sentence(query.error) : undefined)}
      hint={
        query.isSuccess && offered.length === 0 ? "There is no list yet. Make one under Groups." : undefined
      }
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{query.isPending ? "Loading lists…" : "None"}</option>
      {unknown && <option value={value}>{query.isSuccess ? "A list that is gone" : "As it is"}</option>}
      {offered.map(({ id, name, live }) => (
        <option key={id} value={id}>
          {name}
          {live && " (live)"}
        </option>
      ))}
    </Select>
  );
}
