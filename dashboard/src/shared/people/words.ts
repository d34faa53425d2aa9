import type { PresenceShape } from "@/api/types.gen";
import { upTo } from "@/shared/lib/time";

/** "3 open leads", or "Away until Mon, 9:00 AM, Sam Two stands in · 1 open lead". Who is not `told` until when and who
 * stands in, as who may assign is, gets nulls that mean nothing: "Away". */
export function presenceWords(person: PresenceShape, told: boolean, now: Date = new Date()): string {
  return [
    person.away && (told ? awayWords(person, now) : "Away"),
    person.leads !== null && loadWords(person.leads),
  ]
    .filter(Boolean)
    .join(" · ");
}

function awayWords({ until, deputy }: PresenceShape, now: Date): string {
  const last = until ? `until ${upTo(until, now)}` : "until further notice";
  return `Away ${last}, ${deputy ? `${deputy.name} stands in` : "nobody stands in"}`;
}

function loadWords(leads: number): string {
  // More than a hundred are not counted.
  if (leads >= 100) return "100 open leads or more";
  return leads === 1 ? "1 open lead" : `${leads || "No"} open leads`;
}
