import type { DayOffShape, LinePatch, LineShape, StretchShape } from "@/api/types.gen";
import { inOrder } from "@/shared/week/week";
import { sorted } from "./holidays";

/** What a line may say by itself at most, in characters. */
export const LONGEST = 320;

/** The form's own state. What is switched off is kept while the form is open. */
export interface HoursDraft {
  timed: boolean;
  week: StretchShape[];
  zone: string;
  holidays: DayOffShape[];
  speaks: boolean;
  message: string;
}

const WORKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
const USUAL: StretchShape[] = WORKDAYS.map((weekday) => ({ weekday, begins: "09:00", ends: "17:00" }));

export function draftOf(line: LineShape): HoursDraft {
  return {
    timed: line.hours.length > 0,
    week: line.hours.length > 0 ? line.hours : USUAL,
    zone: line.zone,
    holidays: line.holidays,
    speaks: line.away_message !== "",
    message: line.away_message,
  };
}

/** The draft with its days in the order in which the API counts them. */
export function ordered(draft: HoursDraft): HoursDraft {
  return { ...draft, week: inOrder(draft.week), holidays: sorted(draft.holidays) };
}

/** Only what differs. No hours at all mean: always open. */
export function patchOf(draft: HoursDraft, line: LineShape): LinePatch {
  const asked = {
    hours: draft.timed ? inOrder(draft.week) : [],
    zone: draft.zone,
    holidays: sorted(draft.holidays),
    away_message: draft.speaks ? draft.message.trim() : "",
  };
  const known = {
    hours: line.hours,
    zone: line.zone,
    holidays: line.holidays,
    away_message: line.away_message,
  };
  const changed = (Object.keys(asked) as (keyof typeof asked)[]).filter(
    (name) => JSON.stringify(asked[name]) !== JSON.stringify(known[name]),
  );
  return Object.fromEntries(changed.map((name) => [name, asked[name]]));
}

/** What the API would take and the person cannot mean; under the API's names. */
export function faultsOf(draft: HoursDraft): Record<string, string> {
  return {
    ...(draft.timed &&
      draft.week.length === 0 && {
        hours: "Open it on one day at least, or take the office hours off: without any it is always open.",
      }),
    ...(draft.speaks && !draft.message.trim() && { away_message: "Write what is said, or switch it off." }),
  };
}

/** Whether and when the line speaks by itself, in words. */
export function speechWords(draft: HoursDraft, line: LineShape): string {
  if (line.backing === "bot") return "Never: a bot answers on this line.";
  if (!draft.speaks) return "It is switched off: nothing is sent by itself.";
  if (!draft.timed && draft.holidays.length === 0) {
    return "Never: this line is always open. Give it office hours or holidays.";
  }
  return (
    "Sent once to whoever texts while the line is closed, and at most once in 24 hours. Not while somebody of you " +
    "is in the conversation (30 minutes), not to machines, and not to STOP, START or HELP."
  );
}
