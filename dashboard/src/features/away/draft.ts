import type { AbsencePatch, AbsenceShape, NewAbsence, StretchShape } from "@/api/types.gen";
import { forField, ownZone } from "@/shared/schedule/moments";
import { inOrder } from "@/shared/week/week";

/** The form's own state. Moments are as their fields write them; empty is none. */
export interface AbsenceDraft {
  /** Whose it is; empty: one's own. */
  person: string;
  weekly: boolean;
  starts: string;
  ends: string;
  week: StretchShape[];
  message: string;
  backups: string[];
}

export function draftOf(absence: AbsenceShape): AbsenceDraft {
  return {
    person: absence.person.id,
    weekly: absence.week.length > 0,
    starts: forField(new Date(absence.starts)),
    ends: absence.ends ? forField(new Date(absence.ends)) : "",
    week: absence.week,
    message: absence.message,
    backups: absence.backups.map((backup) => backup.id),
  };
}

/** A new one, which says what the person's last one said, and names whom that named. */
export function freshDraft(last: Habit, weekly: boolean): AbsenceDraft {
  return { person: "", weekly, starts: "", ends: "", week: [], ...last };
}

/** What stays the same from one absence to the next. */
export interface Habit {
  message: string;
  backups: string[];
}

export function habitOf(absences: AbsenceShape[], me: string): Habit {
  const last = absences
    .filter((one) => one.person.id === me && one.backups.length + one.message.length > 0)
    .at(-1);
  return { message: last?.message ?? "", backups: last?.backups.map((backup) => backup.id) ?? [] };
}

export function asNew(draft: AbsenceDraft): NewAbsence {
  return {
    person: draft.person || null,
    ...(draft.starts && { starts: moment(draft.starts) }),
    // The clock by which a week counts: that of whoever enters it.
    ...(draft.weekly && { zone: ownZone() }),
    ...asked(draft),
  };
}

/** All but whose it is and by which clock its week counts; a beginning that was not touched stays to the second. */
export function asPatch(draft: AbsenceDraft, before: AbsenceShape): AbsencePatch {
  const starts = draft.starts && draft.starts !== draftOf(before).starts ? moment(draft.starts) : null;
  return { ...(starts && { starts }), ...asked(draft) };
}

function asked(draft: AbsenceDraft) {
  return {
    ends: draft.ends ? moment(draft.ends) : null,
    week: draft.weekly ? inOrder(draft.week) : [],
    message: draft.message,
    backups: draft.backups,
  };
}

function moment(field: string): string {
  return new Date(field).toISOString();
}
