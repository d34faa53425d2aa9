import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { LineShape } from "@/api/types.gen";
import { Checkbox } from "@/shared/ui/Checkbox";
import { TextArea } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveButton } from "@/shared/ui/SaveButton";
import { ZoneField } from "@/shared/ui/ZoneField";
import { useFirstFault } from "@/shared/useFirstFault";
import { WeekEditor } from "@/shared/week/WeekEditor";
import { HolidaysField } from "./HolidaysField";
import { draftOf, faultsOf, type HoursDraft, LONGEST, ordered, patchOf, speechWords } from "./lineHours";
import { useChangeLine } from "./queries";

const SHOWN = ["hours", "zone", "holidays", "away_message"];

/** When a line is open, on which days it is not, and what it says meanwhile. Only what was changed is sent. */
export function LineHoursForm({ line }: { line: LineShape }) {
  const [draft, setDraft] = useState<HoursDraft>(() => draftOf(line));
  const [missing, setMissing] = useState<Record<string, string>>({});
  const change = useChangeLine(line.id);
  const box = useFirstFault(Object.keys(missing).length > 0 ? missing : change.error);
  const faults = { ...(change.error instanceof ApiError ? change.error.fields : {}), ...missing };
  const patch = patchOf(draft, line);
  const left = LONGEST - draft.message.trim().length;
  const set = (part: Partial<HoursDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft);
    setMissing(found);
    setDraft(ordered(draft));
    if (Object.keys(found).length === 0) change.mutate(patch);
  };
  return (
    <form
      ref={box}
      noValidate
      onSubmit={submit}
      aria-label="Hours and holidays"
      className="flex flex-col gap-6"
    >
      <Checkbox
        label="This line has office hours"
        checked={draft.timed}
        onChange={(timed) => set({ timed })}
      />
      {draft.timed ? (
        <WeekEditor
          legend="Office hours"
          off="Closed"
          usual={{ begins: "09:00", ends: "17:00" }}
          field="hours"
          value={draft.week}
          faults={faults}
          onChange={(week) => set({ week })}
        />
      ) : (
        <p className="-mt-4 text-soft">Without them it is always open, but on its holidays.</p>
      )}
      <ZoneField
        label="Time zone"
        name="zone"
        hint="Empty: the brand's."
        value={draft.zone}
        error={faults.zone}
        onChange={(event) => set({ zone: event.target.value })}
      />
      <HolidaysField value={draft.holidays} faults={faults} onChange={(holidays) => set({ holidays })} />
      <div className="flex flex-col gap-2">
        <Checkbox
          label="Say something by itself while it is closed"
          checked={draft.speaks}
          onChange={(speaks) => set({ speaks })}
        />
        {draft.speaks && (
          <TextArea
            label="Text while closed"
            name="away_message"
            rows={3}
            value={draft.message}
            error={faults.away_message ?? (left < 0 ? `Say it in at most ${LONGEST} characters.` : undefined)}
            hint={
              <>
                It begins with the brand's name. <span className="tabular-nums">{left} left</span>
              </>
            }
            onChange={(event) => set({ message: event.target.value })}
          />
        )}
        <p className="text-sm text-soft">{speechWords(draft, line)}</p>
      </div>
      <FormTrouble fault={change.error} shown={SHOWN} />
      <div className="flex justify-end pb-16">
        <SaveButton patch={patch} busy={change.isPending} />
      </div>
    </form>
  );
}
