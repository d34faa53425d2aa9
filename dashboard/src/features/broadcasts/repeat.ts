import type { NewRepeat, RepeatShape, Weekday } from "@/api/types.gen";
import { clock } from "@/shared/lib/time";

/** How often a broadcast comes, as it is chosen beside its first time. */
export interface RepeatDraft {
  every: "once" | "week" | "month";
  weekdays: Weekday[];
  /** Its last day, 2026-12-31; empty for none. */
  until: string;
}

export const ONCE: RepeatDraft = { every: "once", weekdays: [], until: "" };

export const WEEKDAYS: Weekday[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

/** The weekday of a moment, by the clock of `zone`: a rule counts its days by the brand's. */
export function weekdayOf(at: string, zone: string): Weekday {
  return partOf(at, zone, { weekday: "long" }).toLowerCase() as Weekday;
}

/** The day of the month of a moment, by the clock of `zone`. */
export function dayOf(at: string, zone: string): number {
  return Number(partOf(at, zone, { day: "numeric" }));
}

function partOf(at: string, zone: string, part: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-US", { ...part, timeZone: zone }).format(new Date(at));
}

/** As the API takes it; nothing for what comes once. Without days it comes on that of its first time. */
export function repeatAsked(draft: RepeatDraft, sendAt: string | null, zone: string): { repeat?: NewRepeat } {
  if (!sendAt || draft.every === "once") return {};
  const until = draft.until ? { until: draft.until } : {};
  if (draft.every === "month") return { repeat: { day: dayOf(sendAt, zone), ...until } };
  const weekdays = draft.weekdays.length > 0 ? draft.weekdays : [weekdayOf(sendAt, zone)];
  return { repeat: { weekdays: WEEKDAYS.filter((day) => weekdays.includes(day)), ...until } };
}

/** "Each Tuesday and Friday, 3 times", "Each month on day 31 or its last day". */
export function repeatInWords(rule: NewRepeat | RepeatShape): string {
  return often(rule) + end(rule);
}

/** "Each Tuesday at 9:00 AM in New York, 3 times": with its time, by the clock that counts. */
export function ruleInWords(rule: RepeatShape): string {
  return `${often(rule)} at ${clock(rule.time)} in ${cityOf(rule.zone)}${end(rule)}`;
}

/** A rule that is asked for, with the time that its first moment gives it by the clock of `zone`. */
export function ruleOf(rule: NewRepeat, first: string, zone: string): RepeatShape {
  const time = partOf(first, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return { ...rule, time, zone };
}

function often({ weekdays = [], day }: NewRepeat | RepeatShape): string {
  const days = weekdays.length === WEEKDAYS.length ? "day" : listed(weekdays.map(capital));
  return day ? `Each month on day ${day}${day > 28 ? " or its last day" : ""}` : `Each ${days}`;
}

function end({ until, count }: NewRepeat | RepeatShape): string {
  if (until) return `, until ${until}`;
  if (!count) return "";
  return count === 1 ? ", once" : `, ${count} times`;
}

/** The city that a zone is named after: "New York". */
export function cityOf(zone: string): string {
  return zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
