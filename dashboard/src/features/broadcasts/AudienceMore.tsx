import { useQueryClient } from "@tanstack/react-query";
import { contactChoice, findContacts } from "@/api/contacts";
import { groupChoice, groupChoicesQuery } from "@/api/groups";
import type { Choice } from "@/shared/ui/choice";
import { Select } from "@/shared/ui/Field";
import { Icon } from "@/shared/ui/Icon";
import { TypeAhead } from "@/shared/ui/TypeAhead";
import { type AudienceDraft, choicesInWords, TEXTED_WITHIN } from "./audience";

const OFFERED = 5;

interface AudienceMoreProps {
  draft: AudienceDraft;
  faults: Record<string, string>;
  onChange: (part: Partial<AudienceDraft>) => void;
}

/** More people, and fewer: other groups, single contacts, whom to leave out and whom to leave in peace. */
export function AudienceMore({ draft, faults, onChange }: AudienceMoreProps) {
  const search = useGroupsAndContacts();
  const chosen = choicesInWords(draft);
  const wrong = faultIn(faults, ["groups", "contacts"]) ?? faultIn(faults, ["exclude", "skip"]);
  return (
    <details open={Boolean(wrong) || undefined} className="group rounded-2xl border border-rule px-4">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium">
        <Icon name="forward" className="size-4 transition-transform group-open:rotate-90" />
        More or fewer people
        {chosen && <span className="text-sm font-normal text-soft">{chosen}</span>}
      </summary>
      <div className="flex flex-col gap-4 pt-1 pb-4">
        <TypeAhead
          label="Also to"
          placeholder="Group, name or number"
          scope="audience"
          chosen={draft.also}
          onChange={(also) => onChange({ also })}
          search={search}
          error={faultIn(faults, ["groups", "contacts"])}
          hint="Who is named twice gets it once."
        />
        <TypeAhead
          label="Leave out"
          placeholder="Group, name or number"
          scope="audience"
          chosen={draft.without}
          onChange={(without) => onChange({ without })}
          search={search}
          error={faultIn(faults, ["exclude"])}
        />
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            checked={draft.skipTalking}
            onChange={(event) => onChange({ skipTalking: event.target.checked })}
            className="size-5 shrink-0 accent-brand"
          />
          Skip who is in a conversation on this line
        </label>
        <Select
          label="Skip who was texted lately"
          value={draft.skipTexted}
          error={faultIn(faults, ["skip"])}
          onChange={(event) => onChange({ skipTexted: Number(event.target.value) })}
        >
          {TEXTED_WITHIN.map(({ days, label }) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
        </Select>
      </div>
    </details>
  );
}

/** Finds groups by any part of their name, and contacts by the beginning of theirs. */
function useGroupsAndContacts(): (typed: string) => Promise<Choice[]> {
  const queries = useQueryClient();
  return async (typed) => {
    const [groups, contacts] = await Promise.all([
      queries.ensureQueryData(groupChoicesQuery),
      findContacts(typed),
    ]);
    const fits = groups.filter((group) => group.name.toLowerCase().includes(typed.toLowerCase()));
    return [...fits.slice(0, OFFERED).map(groupChoice), ...contacts.map(contactChoice)];
  };
}

/** The first fault of a field that begins with one of these names. */
function faultIn(faults: Record<string, string>, names: string[]): string | undefined {
  return Object.entries(faults).find(([field]) => names.includes(field.split(".")[0] ?? ""))?.[1];
}
