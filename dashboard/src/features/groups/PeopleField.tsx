import { useQuery } from "@tanstack/react-query";
import { meQuery, useMay } from "@/api/me";
import { teamQuery } from "@/api/team";
import { Checkbox } from "@/shared/ui/Checkbox";
import { pieces } from "./rule";

interface PeopleFieldProps {
  /** Ids with commas between them. */
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** Some of the people: everybody for who sees the team; else oneself, and those who were chosen before. */
export function PeopleField({ value, error, onChange }: PeopleFieldProps) {
  const me = useQuery(meQuery).data;
  const team = useQuery({ ...teamQuery, enabled: useMay("see_team") }).data ?? [];
  const chosen = pieces(value);
  const known = new Map(team.filter((one) => one.active).map((one) => [one.id, one.name]));
  if (me) known.set(me.id, `${me.name} (you)`);
  for (const id of chosen) if (!known.has(id)) known.set(id, nameOf(id, team));
  const toggle = (id: string, on: boolean) =>
    onChange((on ? [...chosen, id] : chosen.filter((one) => one !== id)).join(", "));
  return (
    <fieldset aria-invalid={Boolean(error)}>
      <legend className="text-sm font-medium">People</legend>
      <div className="max-h-48 overflow-y-auto">
        {[...known].map(([id, name]) => (
          <Checkbox key={id} label={name} checked={chosen.includes(id)} onChange={(on) => toggle(id, on)} />
        ))}
      </div>
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function nameOf(id: string, team: { id: string; name: string }[]): string {
  return team.find((one) => one.id === id)?.name ?? "Somebody else";
}
