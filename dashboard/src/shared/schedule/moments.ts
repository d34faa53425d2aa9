/** What one usually wants: the end of this afternoon while it is still to come, and tomorrow morning. */
export function usualMoments(now: Date): { label: string; at: Date }[] {
  const today = at(now, 0, 17);
  const found = [{ label: "Tomorrow morning", at: at(now, 1, 9) }];
  return today.getTime() - now.getTime() >= 15 * 60_000
    ? [{ label: "Later today", at: today }, ...found]
    : found;
}

/** The zone of this browser's clock. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A zone in words, without one that of this browser's clock: "Eastern Standard Time (New York)". */
export function zoneInWords(now: Date = new Date(), place: string = ownZone()): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZoneName: "long", timeZone: place }).formatToParts(
    now,
  );
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  const city = place.includes("/") ? place.split("/").at(-1)?.replaceAll("_", " ") : "";
  return city ? `${name} (${city})` : name;
}

/** A zone in words where it is another than that of this browser's clock; else empty. */
export function zoneElsewhere(place: string): string {
  return place && place !== ownZone() ? zoneInWords(new Date(), place) : "";
}

/** A moment as a field for date and time writes it, by this browser's clock. */
export function forField(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

function at(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}
