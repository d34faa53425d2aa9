import type { StretchShape, Weekday } from "@/api/types.gen";
import { clock } from "@/shared/lib/time";

export const WEEKDAYS: { day: Weekday; name: string }[] = [
  { day: "monday", name: "Monday" },
  { day: "tuesday", name: "Tuesday" },
  { day: "wednesday", name: "Wednesday" },
  { day: "thursday", name: "Thursday" },
  { day: "friday", name: "Friday" },
  { day: "saturday", name: "Saturday" },
  { day: "sunday", name: "Sunday" },
];

/** The order in which the API counts the stretches of a week: by day, then by time. */
export function inOrder(week: StretchShape[]): StretchShape[] {
  const place = (part: StretchShape) => WEEKDAYS.findIndex(({ day }) => day === part.weekday);
  return [...week].sort((one, other) => place(one) - place(other) || one.begins.localeCompare(other.begins));
}

/** "Mon–Fri 9:00 AM to 5:00 PM; Sat 9:00 AM to noon": days with the same hours stand together. */
export function weekWords(week: StretchShape[]): string {
  const days = WEEKDAYS.map(({ day, name }) => ({
    name: name.slice(0, 3),
    hours: inOrder(week)
      .filter((part) => part.weekday === day)
      .map(stretchWords)
      .join(" and "),
  }));
  const found: { first: string; last: string; hours: string }[] = [];
  for (const [place, { name, hours }] of days.entries()) {
    const before = found.at(-1);
    if (before && hours && before.hours === hours && before.last === days[place - 1]?.name)
      before.last = name;
    else if (hours) found.push({ first: name, last: name, hours });
  }
  return found
    .map(({ first, last, hours }) => `${first === last ? first : `${first}–${last}`} ${hours}`)
    .join("; ");
}

function stretchWords({ begins, ends }: StretchShape): string {
  if (begins === "00:00" && ends === "24:00") return "all day";
  return `${clock(begins)} to ${ends === "24:00" ? "midnight" : clock(ends)}`;
}
