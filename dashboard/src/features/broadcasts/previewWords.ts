import type { Preview, SpecialShape } from "@/api/types.gen";

/** "1 segment each, 240 in all", "Up to 3 segments each, 1.4 on average, 336 in all". */
export function lengthInWords({ segments, segments_average, segments_total }: Preview): string {
  const all = `${segments_total.toLocaleString()} in all`;
  if (segments <= 1) return `One segment each, ${all}.`;
  return `Up to ${segments} segments each, ${segments_average.toLocaleString()} on average, ${all}.`;
}

/** "About $2.83, $0.0118 a segment with carriers' fees". */
export function costInWords({ cost }: Preview): string {
  const money = (amount: number, digits: number) =>
    amount.toLocaleString("en-US", {
      style: "currency",
      currency: cost.currency,
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    });
  return `About ${money(cost.amount, 2)}, ${money(cost.segment, 4)} a segment with carriers’ fees`;
}

/** "A few seconds", "About 4 minutes", "About 2 hours". */
export function durationInWords(seconds: number): string {
  if (seconds <= 10) return "A few seconds";
  if (seconds < 60) return `About ${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return minutes === 1 ? "About a minute" : `About ${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `About ${hours} hours` : `About ${Math.round(hours / 24)} days`;
}

/** Says so where not everybody was counted; null where everybody was. */
export function sizeNote({ basis, judged }: Preview): string | null {
  const some = judged.toLocaleString();
  if (basis === "sample")
    return `Estimated: ${some} were looked at one by one, and the figures scaled up from them.`;
  if (basis === "at_least")
    return `${some} were counted, and there are more. The figures are of these alone.`;
  return null;
}

/** The text with everything replaced that can be. */
export function plainly(body: string, replacements: SpecialShape[]): string {
  return replacements.reduce(
    (text, { character, replacement }) =>
      replacement === null ? text : text.split(character).join(replacement),
    body,
  );
}

/** Whom it reaches, as far as that is known. */
export function reachOf({ recipients, refused, skipped }: Preview): number {
  return recipients - refused - skipped;
}

/** "2 people", "about 12,000 people", "at least 5,000 people". */
export function peopleInWords(count: number, basis: Preview["basis"] = "exact"): string {
  const people = count === 1 ? "1 person" : `${count.toLocaleString()} people`;
  return { exact: people, sample: `about ${people}`, at_least: `at least ${people}` }[basis];
}
