import { type FormEvent, useState } from "react";
import { useSaveAbsence } from "@/api/absences";
import { ApiError } from "@/api/problem";
import type { AbsenceShape, Deputy } from "@/api/types.gen";
import { zoneElsewhere, zoneInWords } from "@/shared/schedule/moments";
import { Dialog } from "@/shared/ui/Dialog";
import { Field, Select } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { toast } from "@/shared/ui/Toaster";
import { useFirstFault } from "@/shared/useFirstFault";
import { WeekEditor } from "@/shared/week/WeekEditor";
import { BackupsField } from "./BackupsField";
import { type AbsenceDraft, asNew, asPatch } from "./draft";
import { MessageField } from "./MessageField";

interface AbsenceDialogProps {
  /** What the form begins with; null: it is shut. */
  begun: AbsenceDraft | null;
  /** What is changed; without it a new one is made. */
  before?: AbsenceShape | undefined;
  people: Deputy[];
  me: string;
  /** The person enters absences of others, too. */
  forOthers: boolean;
  onClose: () => void;
}

/** When one is away, what is said and who stands in, in full. */
export function AbsenceDialog({ begun, before, onClose, ...rest }: AbsenceDialogProps) {
  const title = before ? "Change this absence" : begun?.weekly ? "Away every week" : "Away";
  return (
    <Dialog open={begun !== null} onClose={onClose} title={title}>
      {begun && <AbsenceForm begun={begun} before={before} onClose={onClose} {...rest} />}
    </Dialog>
  );
}

const SHOWN = ["person", "starts", "ends", "week", "message", "backups"];

function AbsenceForm({
  begun,
  before,
  people,
  me,
  forOthers,
  onClose,
}: AbsenceDialogProps & { begun: AbsenceDraft }) {
  const [draft, setDraft] = useState(begun);
  const save = useSaveAbsence();
  const [missing, setMissing] = useState<Record<string, string> | null>(null);
  const box = useFirstFault(missing ?? save.error);
  const faults = { ...(save.error instanceof ApiError && save.error.fields), ...missing };
  const set = (part: Partial<AbsenceDraft>) => {
    setMissing(null);
    setDraft((known) => ({ ...known, ...part }));
  };
  const whose = draft.person || me;
  const elsewhere = zoneElsewhere(before?.zone ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.reset();
    // Without days it would be an absence from one day to another, and the API asks for its end.
    const daysMissing = draft.weekly && draft.week.length === 0;
    setMissing(daysMissing ? { week: "Choose the days." } : null);
    if (daysMissing) return;
    const wish = before ? { id: before.id, patch: asPatch(draft, before) } : { body: asNew(draft) };
    save.mutate(wish, {
      onSuccess: () => {
        toast("Saved");
        onClose();
      },
    });
  };
  const moment = (name: "starts" | "ends", label: string, hint?: string) => (
    <Field
      label={label}
      name={name}
      type="datetime-local"
      hint={hint}
      value={draft[name]}
      error={faults[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  return (
    <form ref={box} noValidate onSubmit={submit} aria-label="Absence" className="flex flex-col gap-5">
      {forOthers && !before && (
        <Select
          label="Who is away"
          value={whose}
          error={faults.person}
          onChange={(event) => set({ person: event.target.value })}
        >
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
              {person.id === me ? " (you)" : ""}
            </option>
          ))}
        </Select>
      )}
      {draft.weekly && (
        <WeekEditor
          hint={elsewhere && `By the clock of ${elsewhere}, not by yours.`}
          legend="Away each week on"
          off="There"
          usual={{ begins: "13:00", ends: "24:00" }}
          field="week"
          value={draft.week}
          faults={faults}
          onChange={(week) => set({ week })}
        />
      )}
      {moment("starts", "From", before ? undefined : "Empty: from now on.")}
      {moment(
        "ends",
        "Until",
        draft.weekly ? "Empty: until further notice." : `By your own clock: ${zoneInWords()}.`,
      )}
      <MessageField value={draft.message} error={faults.message} onChange={(message) => set({ message })} />
      <BackupsField
        people={people.filter((person) => person.id !== whose)}
        chosen={draft.backups}
        error={faults.backups}
        onChange={(backups) => set({ backups })}
      />
      <FormTrouble fault={save.error} shown={SHOWN} />
      <SaveRow busy={save.isPending} onLeave={onClose} />
    </form>
  );
}
