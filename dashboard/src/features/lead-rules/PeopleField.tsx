import type { PersonRef } from "@/api/types.gen";
import { Checkbox } from "@/shared/ui/Checkbox";

interface PeopleFieldProps {
  people: PersonRef[];
  /** In the order in which they get leads. */
  chosen: string[];
  inTurn: boolean;
  error: string | undefined;
  onChange: (chosen: string[]) => void;
}

/** Who gets the leads of a rule; who left since is shown, to be taken out. */
export function PeopleField({ people, chosen, inTurn, error, onChange }: PeopleFieldProps) {
  const known = new Set(people.map(({ id }) => id));
  const gone = chosen.filter((id) => !known.has(id)).map((id) => ({ id, name: "Somebody who left" }));
  const flip = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const turn = (id: string) => (inTurn && chosen.length > 1 ? chosen.indexOf(id) + 1 : 0);
  return (
    <fieldset>
      <legend className="text-sm font-medium">Who gets them</legend>
      <p className="text-sm text-soft">
        {chosen.length === 0
          ? "Nobody ticked: everybody who works on the lead’s line."
          : "In the order in which you tick them."}
      </p>
      {[...people, ...gone].map(({ id, name }) => (
        <Checkbox
          key={id}
          label={turn(id) > 0 ? `${name} (${turn(id)})` : name}
          checked={chosen.includes(id)}
          onChange={() => flip(id)}
        />
      ))}
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
