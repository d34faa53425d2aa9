const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The words are English, as the rest of the app; their order and the clock are those of the reader's country. */
const LOCALE = `en-${new Intl.Locale(navigator.language).region ?? "US"}`;

/** The moment in a list: "now", "5 min", "14:05", "Mon", "3 Mar", "3 Mar 2024". */
export function short(at: string, now: Date = new Date()): string {
  const then = new Date(at);
  const past = now.getTime() - then.getTime();
  if (past < MINUTE) return "now";
  if (past < 60 * MINUTE) return `${Math.floor(past / MINUTE)} min`;
  if (sameDay(then, now)) return time(at);
  if (past < 6 * DAY) return then.toLocaleDateString(LOCALE, { weekday: "short" });
  return date(then, now, "short");
}

/** Day and time in full, for a title or a screen reader. */
export function full(at: string): string {
  return new Date(at).toLocaleString(LOCALE, { dateStyle: "full", timeStyle: "short" });
}

/** Day and time to the second with the zone they are told in, for what must be read alike everywhere. */
export function exact(at: string): string {
  const parts = {
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  } as const;
  return new Date(at).toLocaleString(LOCALE, parts);
}

/** Day and time as clocks in another zone show them: "Thu, Nov 26, 8:00 AM". */
export function timeIn(zone: string, at: string): string {
  const parts = {
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  } as const;
  return new Date(at).toLocaleString(LOCALE, { ...parts, timeZone: zone });
}

/** The time of day. */
export function time(at: string): string {
  return new Date(at).toLocaleTimeString(LOCALE, { hour: "numeric", minute: "2-digit" });
}

/** A time of day as "14:05" tells it, in the reader's way: "2:05 PM". */
export function clock(at: string): string {
  const [hour, minute] = at.split(":").map(Number);
  return time(new Date(2026, 0, 1, hour, minute).toISOString());
}

/** A moment to come, as short as it can be told: "5:00 PM", "Mon, 9:00 AM", "Dec 24, 9:00 AM". */
export function upTo(at: string, now: Date = new Date()): string {
  const then = new Date(at);
  if (sameDay(then, now)) return time(at);
  const near = then.getTime() - now.getTime() < 6 * DAY;
  const day = near ? then.toLocaleDateString(LOCALE, { weekday: "short" }) : date(then, now, "short");
  return `${day}, ${time(at)}`;
}

/** The heading above a day's messages: "Today", "Yesterday", "Monday", "3 March 2024". */
export function dayName(at: string, now: Date = new Date()): string {
  const then = new Date(at);
  if (sameDay(then, now)) return "Today";
  if (sameDay(then, new Date(now.getTime() - DAY))) return "Yesterday";
  if (now.getTime() - then.getTime() < 6 * DAY) return then.toLocaleDateString(LOCALE, { weekday: "long" });
  return date(then, now, "long");
}

/** Whether two moments fall on one local day. */
export function sameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

function date(then: Date, now: Date, month: "short" | "long"): string {
  const year = then.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return then.toLocaleDateString(LOCALE, { day: "numeric", month, year });
}
