import type { DayOffShape } from "@/api/types.gen";

/** Days off that the United States keep (5 U.S.C. 6103): a month, and a day or the weekday that it is (0: Sunday). */
const FEDERAL: { name: string; month: number; day: number; weekday?: number }[] = [
  { name: "New Year's Day", month: 1, day: 1 },
  { name: "Martin Luther King Jr. Day", month: 1, day: 15, weekday: 1 },
  { name: "Washington's Birthday", month: 2, day: 15, weekday: 1 },
  { name: "Memorial Day", month: 5, day: 25, weekday: 1 },
  { name: "Juneteenth", month: 6, day: 19 },
  { name: "Independence Day", month: 7, day: 4 },
  { name: "Labor Day", month: 9, day: 1, weekday: 1 },
  { name: "Columbus Day", month: 10, day: 8, weekday: 1 },
  { name: "Veterans Day", month: 11, day: 11 },
  { name: "Thanksgiving Day", month: 11, day: 22, weekday: 4 },
  { name: "Christmas Day", month: 12, day: 25 },
];

/** The federal holidays of a year. One with a weekday is the first such day from its day on. */
export function federal(year: number): DayOffShape[] {
  return FEDERAL.map(({ name, month, day, weekday }) => {
    const first = new Date(Date.UTC(year, month - 1, day));
    const ahead = weekday === undefined ? 0 : (weekday - first.getUTCDay() + 7) % 7;
    return { day: iso(new Date(Date.UTC(year, month - 1, day + ahead))), name, message: "" };
  });
}

/** The days with those of `more` that are not over and do not stand there yet, in order. */
export function withDays(days: DayOffShape[], more: DayOffShape[], today: string): DayOffShape[] {
  const known = new Set(days.map(({ day }) => day));
  return sorted([...days, ...more.filter(({ day }) => day >= today && !known.has(day))]);
}

export function sorted(days: DayOffShape[]): DayOffShape[] {
  return [...days].sort((one, other) => one.day.localeCompare(other.day));
}

function iso(day: Date): string {
  return day.toISOString().slice(0, 10);
}
