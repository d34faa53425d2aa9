import type { PersonRef, Pick } from "@/api/types.gen";
import { Select } from "@/shared/ui/Field";
import { TagsField } from "@/shared/ui/TagsField";
import { TypeAhead } from "@/shared/ui/TypeAhead";
import type { Draft, Faults } from "./draft";
import { PeopleField } from "./PeopleField";

interface RuleFieldsProps {
  draft: Draft;
  people: PersonRef[];
  faults: Faults;
  onChange: (part: Partial<Draft>) => void;
}

const nothing = () => Promise.resolve([]);
const choice = (word: string) => ({ value: word, label: word });

/** Which leads a rule is for, and who gets them. */
export function RuleFields({ draft, people, faults, onChange }: RuleFieldsProps) {
  return (
    <div className="flex flex-col gap-5">
      <TypeAhead
        label="Places"
        scope="places"
        chosen={draft.places.map(choice)}
        onChange={(chosen) => onChange({ places: [...new Set(chosen.map(({ value }) => value))] })}
        search={nothing}
        asTyped={(typed) => (typed ? choice(typed) : null)}
        error={faults.places}
        hint="A contact’s location, state (TX) or ZIP; press Enter after each. Empty: everywhere."
      />
      <TagsField
        tags={draft.tags}
        error={faults.tags}
        hint="A contact with one of them; press Enter after each. Empty: with any or none."
        onChange={(tags) => onChange({ tags })}
      />
      <Select
        label="Of several people"
        value={draft.pick}
        error={faults.pick}
        hint="Who is away is passed over."
        onChange={(event) => onChange({ pick: event.target.value as Pick })}
      >
        <option value="in_turn">Each gets one, in turn</option>
        <option value="least_busy">Who has fewest open leads</option>
      </Select>
      <PeopleField
        people={people}
        chosen={draft.people}
        inTurn={draft.pick === "in_turn"}
        error={faults.people}
        onChange={(chosen) => onChange({ people: chosen })}
      />
    </div>
  );
}
