import type { BroadcastShape, WaitingBy } from "@/api/types.gen";
import { peopleInWords } from "./previewWords";
import { isHeld, onlyWaits } from "./progress";

/** What those who wait wait for, by code and rule. A cap is no hour of the law, whoever set it. */
const AWAITED: Record<string, string> = {
  "quiet_hours CN-10": "legal hours",
  "daily_cap LN-6": "room under the line’s daily cap",
  "daily_cap CN-10": "room under their state’s cap",
  "local_time SD-7": "the time where they are",
};
/** Of what was counted before this was kept, and of what this screen does not know yet. */
const SOME_TIME = "a time when it may go";

/** "3 people wait for legal hours, 2 for room under the line’s daily cap." Empty where nobody waits. */
export function waitsInWords({ progress, waiting_by = [] }: BroadcastShape): string {
  const waiting = progress?.waiting ?? 0;
  const [first, ...others] = waiting_by;
  if (waiting === 0) return "";
  if (!first) return `${wait(waiting)} for ${SOME_TIME}.`;
  const more = others.map((by) => `, ${by.recipients.toLocaleString()} for ${awaited(by)}`);
  return `${wait(first.recipients)} for ${awaited(first)}${more.join("")}.`;
}

/** What the line says of its own cap, which is so for all who wait for it; empty where nobody does. */
export function capInWords({ waiting_by = [] }: BroadcastShape): string {
  return waiting_by.find(({ code, rule }) => code === "daily_cap" && rule === "LN-6")?.reason ?? "";
}

/** In a few words, where it stands still: for its line, or for a time. Null where it goes on. */
export function stillInWords(broadcast: BroadcastShape): string | null {
  if (isHeld(broadcast)) return "Held";
  if (!onlyWaits(broadcast)) return null;
  const kinds = new Set(broadcast.waiting_by?.map(awaited));
  return kinds.size === 1 ? `Waiting for ${[...kinds].join("")}` : "Waiting";
}

function awaited({ code, rule }: WaitingBy): string {
  return AWAITED[`${code} ${rule}`] ?? SOME_TIME;
}

function wait(people: number): string {
  return `${peopleInWords(people)} ${people === 1 ? "waits" : "wait"}`;
}
