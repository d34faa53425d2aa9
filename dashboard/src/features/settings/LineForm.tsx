import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import { teamQuery } from "@/api/team";
import type { Backing, Handling, LineShape, Verification } from "@/api/types.gen";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Field, Select } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveButton } from "@/shared/ui/SaveButton";
import { useFirstFault } from "@/shared/useFirstFault";
import { faultAt } from "./brandForm";
import { BACKINGS, draftOf, HANDLINGS, type LineDraft, patchOf, peopleOf, VERIFICATIONS } from "./lineForm";
import { MembersField } from "./MembersField";
import { useChangeLine } from "./queries";

/** A line's settings, to be changed by an admin. Only what was changed is sent. */
export function LineForm({ line, lines }: { line: LineShape; lines: LineShape[] }) {
  const [draft, setDraft] = useState<LineDraft>(() => draftOf(line));
  const change = useChangeLine(line.id);
  const team = useQuery(teamQuery).data;
  const box = useFirstFault(change.error);
  const faults = change.error instanceof ApiError ? change.error.fields : {};
  const patch = patchOf(draft, line);
  const set = (part: Partial<LineDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(patch);
  };
  const text = (name: "label" | "rate" | "daily_cap" | "zone", label: string, hint?: string) => ({
    label,
    name,
    hint,
    autoComplete: "off",
    value: draft[name],
    error: faultAt(faults, name),
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <form ref={box} noValidate onSubmit={submit} aria-label="Line" className="flex flex-col gap-6">
      <Field {...text("label", "Name")} maxLength={40} />
      <div className="grid gap-6 sm:grid-cols-2">
        <Select
          label="Verification"
          hint="Only a verified line texts; until then its texts wait."
          value={draft.verification}
          error={faultAt(faults, "verification")}
          onChange={(event) => set({ verification: event.target.value as Verification })}
        >
          <Options words={VERIFICATIONS} />
        </Select>
        <Select
          label="Who answers texts"
          hint="What its rules do not answer, and who asks for a person, is handed over to people."
          value={draft.backing}
          error={faultAt(faults, "backing")}
          onChange={(event) => set({ backing: event.target.value as Backing })}
        >
          <Options words={BACKINGS} />
        </Select>
        <Select
          label="Who answers STOP and HELP"
          hint="As it is set at the provider."
          value={draft.handling}
          error={faultAt(faults, "handling")}
          onChange={(event) => set({ handling: event.target.value as Handling })}
        >
          <Options words={HANDLINGS} />
        </Select>
        <Field {...text("rate", "Pace", "Segments a second.")} inputMode="numeric" />
        <Field
          {...text("daily_cap", "Daily cap", "Segments of broadcasts a day; empty for none.")}
          inputMode="numeric"
        />
        <Field {...text("zone", "Time zone", "Empty: the brand's.")} />
      </div>
      {line.use === "shared" && (
        <MembersField
          people={peopleOf(line, lines, team)}
          chosen={draft.members}
          error={faultAt(faults, "members")}
          onChange={(members) => set({ members })}
        />
      )}
      <Checkbox label="The line is in use" checked={draft.active} onChange={(active) => set({ active })} />
      <FormTrouble fault={change.error} shown={Object.keys(draft)} />
      <div className="flex justify-end">
        <SaveButton patch={patch} busy={change.isPending} />
      </div>
    </form>
  );
}

function Options({ words }: { words: Record<string, string> }) {
  return Object.entries(words).map(([value, word]) => (
    <option key={value} value={value}>
      {word}
    </option>
  ));
}
