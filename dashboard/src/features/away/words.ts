import type { AbsenceShape } from "@/api/types.gen";
import { upTo } from "@/shared/lib/time";
import { zoneElsewhere } from "@/shared/schedule/moments";
import { weekWords } from "@/shared/week/week";

/** What contacts are told at most, in characters. */
export const LONGEST = 320;

/** When somebody is away: "Until Mon, 9:00 AM", "From Fri, 1:00 PM until Mon, 9:00 AM", "Every week: Fri 1:00 PM to midnight".
 *  A week that counts by another clock than the reader's says by which. */
export function whenWords(absence: AbsenceShape): string {
  const { week, ends, starts, zone } = absence;
  const elsewhere = zoneElsewhere(zone);
  const last = ends ? ` until ${upTo(ends)}` : "";
  if (week.length > 0)
    return `Every week: ${weekWords(week)}${elsewhere && `, by ${elsewhere}`}${last && `,${last}`}`;
  return new Date(starts) > new Date()
    ? `From ${upTo(starts)}${last}`
    : `Until ${ends ? upTo(ends) : "further notice"}`;
}

/** "until Mon, 9:00 AM", or nothing that is known. */
export function untilWords(until: string | null): string {
  return until ? `until ${upTo(until)}` : "until further notice";
}

/** The absence of several that ends last: until then somebody is away. */
export function longest(absences: AbsenceShape[]): AbsenceShape | undefined {
  const end = (absence: AbsenceShape) =>
    absence.until ? Date.parse(absence.until) : Number.POSITIVE_INFINITY;
  return [...absences].sort((one, other) => end(other) - end(one))[0];
}

/** Until when one usually is away: this evening while it is to come, tomorrow morning, Monday morning. */
export function usualEnds(now: Date): { label: string; at: Date }[] {
  const at = (days: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const evening = at(0, 20);
  const monday = (8 - now.getDay()) % 7 || 7;
  return [
    ...(evening.getTime() - now.getTime() >= 30 * 60_000 ? [{ label: "Until tonight", at: evening }] : []),
    { label: "Until tomorrow morning", at: at(1, 9) },
    ...(monday > 1 ? [{ label: "Until Monday", at: at(monday, 9) }] : []),
  ];
}
