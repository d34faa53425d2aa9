import { contactChoice, findContacts } from "@/api/contacts";
import type { Choice } from "@/shared/ui/choice";
import { TypeAhead } from "@/shared/ui/TypeAhead";

interface MemberChoiceProps {
  /** The API's name for the list, under which it names faults: "contacts.2". */
  field: string;
  faults: Record<string, string>;
  chosen: Choice[];
  onChange: (chosen: Choice[]) => void;
  autoFocus?: boolean;
}

/** Contacts to put into a group, found by name or number. */
export function MemberChoice({ field, faults, chosen, onChange, autoFocus }: MemberChoiceProps) {
  const chipErrors: Record<number, string> = {};
  for (const [name, fault] of Object.entries(faults)) {
    const place = name.startsWith(`${field}.`) ? Number(name.slice(field.length + 1)) : Number.NaN;
    if (!Number.isNaN(place)) chipErrors[place] = fault;
  }
  return (
    <TypeAhead
      label="Members"
      placeholder="Name or number"
      scope="contacts"
      chosen={chosen}
      onChange={onChange}
      search={async (typed) => (await findContacts(typed)).map(contactChoice)}
      error={faults[field] ?? Object.values(chipErrors)[0]}
      chipErrors={chipErrors}
      autoFocus={autoFocus}
    />
  );
}
