import type { Deputy } from "@/api/types.gen";
import { Badge } from "@/shared/ui/Badge";
import { IconButton } from "@/shared/ui/Button";
import { Select } from "@/shared/ui/Field";

interface BackupsFieldProps {
  people: Deputy[];
  /** Ids, the first to be asked first. */
  chosen: string[];
  onChange: (chosen: string[]) => void;
  error?: string | undefined;
}

/** Who stands in, in order: whoever of them is there first. */
export function BackupsField({ people, chosen, onChange, error }: BackupsFieldProps) {
  const of = (id: string) => people.find((person) => person.id === id);
  const left = people.filter((person) => !chosen.includes(person.id));
  const raise = (place: number) => {
    const after = [...chosen];
    after.splice(place - 1, 2, chosen[place] as string, chosen[place - 1] as string);
    onChange(after);
  };
  return (
    <div className="flex flex-col gap-1.5">
      {chosen.length > 0 && (
        <ol aria-label="Who stands in, in order" className="divide-y divide-rule">
          {chosen.map((id, place) => {
            const name = of(id)?.name ?? "Someone who left";
            return (
              <li key={id} className="flex min-h-12 items-center gap-2">
                <span className="w-5 text-soft tabular-nums">{place + 1}.</span>
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {of(id) && <Presence away={of(id)?.away ?? false} />}
                {place > 0 && (
                  <IconButton
                    icon="down"
                    label={`Ask ${name} earlier`}
                    className="[&>svg]:rotate-180"
                    onClick={() => raise(place)}
                  />
                )}
                <IconButton
                  icon="close"
                  label={`Take ${name} out`}
                  onClick={() => onChange(chosen.filter((known) => known !== id))}
                />
              </li>
            );
          })}
        </ol>
      )}
      <Select
        label="Who stands in"
        hint="New texts and their alerts go to the first of them who is there; if nobody is, to the managers."
        error={error}
        value=""
        onChange={(event) => event.target.value && onChange([...chosen, event.target.value])}
      >
        <option value="">{chosen.length > 0 ? "And then …" : "Choose somebody"}</option>
        {left.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
            {person.away ? " (away)" : ""}
          </option>
        ))}
      </Select>
    </div>
  );
}

export function Presence({ away }: { away: boolean }) {
  return away ? <Badge tone="warn">Away</Badge> : <Badge tone="good">There</Badge>;
}
