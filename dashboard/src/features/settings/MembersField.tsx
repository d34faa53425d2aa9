import type { PersonRef } from "@/api/types.gen";
import { Checkbox } from "@/shared/ui/Checkbox";

interface MembersFieldProps {
  people: PersonRef[];
  chosen: string[];
  error: string | undefined;
  onChange: (chosen: string[]) => void;
}

/** Who sees a line and texts from it. */
export function MembersField({ people, chosen, error, onChange }: MembersFieldProps) {
  const flip = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((known) => known !== id) : [...chosen, id]);
  return (
    <fieldset>
      <legend className="text-sm font-medium">Who works on it</legend>
      {people.map((person) => (
        <Checkbox
          key={person.id}
          label={person.name}
          checked={chosen.includes(person.id)}
          onChange={() => flip(person.id)}
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
