import type { Preview, SpecialShape } from "@/api/types.gen";

/** "One picture message each, 240 in all", "1 segment each, 240 in all", "Up to 3 segments each, 1.4 on average, 336 in all". */
export function lengthInWords({ encoding, segments, segments_average, segments_total }: Preview): string {
  const all = `${segments_total.toLocaleString()} in all`;
  if (encoding === "MMS") return `One picture message each, ${all}.`;
  if (segments <= 1) return `One segment each, ${all}.`;
  return `Up to ${segments} segments each, ${segments_average.toLocaleString()} on average, ${all}.`;
}

/** "About $2.83, $0.0118 a segment with carriers' fees". */
export function costInWords({ cost, encoding }: Pick<Preview, "cost" | "encoding">): string {
  const unit = encoding === "MMS" ? "picture message" : "segment";
  const money = (amount: number, digits: number) =>
    amount.toLocaleString("en-US", {
      style: "currency",
      currency: cost.currency,
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    });
  return `About ${money(cost.amount, 2)}, ${money(cost.segment, 4)} a ${unit} with carriers’ fees`;
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

/** The text with everything replaced that can be; the names of its fields stay, as others would be other fields. */
export function plainly(body: string, replacements: SpecialShape[]): string {
  const plain = (words: string) =>
    replacements.reduce(
      (text, { character, replacement }) =>
        replacement === null ? text : text.split(character).join(replacement),
      words,
    );
  const parts = body.split(/(\{\{[^{}|]*)/);
  return parts.map((part) => (part.startsWith("{{") ? part : plain(part))).join("");
}

/** Whom it reaches, as far as that is known. */
export function reachOf({ recipients, refused, skipped }: Preview): number {
  return recipients - refused - skipped;
}

/**
 * "1 gets it now, 296 later. 4 do not get it.": when and whether; null where all get it at once. Of one
 * that is scheduled, "then" is its moment.
 */
export function splitInWords(preview: Preview, scheduled = false): string | null {
  const { waiting, refused, skipped } = preview;
  const reached = reachOf(preview);
  const now = Math.max(reached - waiting, 0);
  const moment = scheduled ? "then" : "now";
  const parts = [];
  if (waiting > 0 && reached > 0)
    parts.push(
      now > 0
        ? `${gets(now, `it ${moment}`)}, ${waiting.toLocaleString()} later.`
        : `Nobody gets it ${moment}: ${gets(waiting, "it later")}.`,
    );
  const none = refused + skipped;
  if (none > 0) parts.push(`${none.toLocaleString()} ${none === 1 ? "does" : "do"} not get it.`);
  return parts.join(" ") || null;
}

function gets(count: number, what: string): string {
  return `${count.toLocaleString()} ${count === 1 ? "gets" : "get"} ${what}`;
}

/** "2 people", "about 12,000 people", "at least 5,000 people". */
export function peopleInWords(count: number, basis: Preview["basis"] = "exact"): string {
  const people = count === 1 ? "1 person" : `${count.toLocaleString()} people`;
  return { exact: people, sample: `about ${people}`, at_least: `at least ${people}` }[basis];
}
