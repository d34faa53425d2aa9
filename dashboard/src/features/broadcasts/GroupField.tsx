import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { groupChoicesQuery } from "@/api/groups";
import { sentence } from "@/api/problem";
import { Select } from "@/shared/ui/Field";

interface GroupFieldProps {
  value: string;
  error: string | undefined;
  onChange: (id: string) => void;
}

/** The group that gets a text. */
export function GroupField({ value, error, onChange }: GroupFieldProps) {
  const query = useQuery(groupChoicesQuery);
  const groups = query.data ?? [];
  const chosen = groups.some((group) => group.id === value) ? value : "";
  return (
    <Select
      label="To"
      name="group"
      value={chosen}
      error={error ?? (query.isError ? sentence(query.error) : undefined)}
      hint={
        query.isSuccess && groups.length === 0 ? (
          <>
            There is no group yet.{" "}
            <Link to="/groups" className="underline">
              Make one
            </Link>
          </>
        ) : undefined
      }
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{query.isPending ? "Loading groups…" : "Choose a group"}</option>
      {groups.map((group) => (
        <option key={group.id} value={group.id}>
          {group.name} ({group.size === null ? "live" : group.size.toLocaleString()})
        </option>
      ))}
    </Select>
  );
}
