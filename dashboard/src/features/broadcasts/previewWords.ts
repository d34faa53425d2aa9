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

/** Says so where not everybody was looked at; null where everybody was. */
export function sizeNote(preview: Preview): string | null {
  const { basis, judged, recipients, left_out = 0 } = preview;
  if (basis === "exact") return null;
  const looked = Math.max(preview.looked ?? 0, judged);
  const among =
    looked === 1 ? "1 contact was looked at" : `${looked.toLocaleString()} contacts were looked at`;
  const others = "Not everybody was: it goes to whoever fits when it is sent";
  if (reachOf(preview) <= 0) {
    const none = recipients + left_out === 0 ? "fits so far" : "can get it so far";
    return `${among}, and nobody among them ${none}. ${others}. How many that are and what it costs is not known yet.`;
  }
  if (basis === "sample")
    return `Estimated: ${judged.toLocaleString()} were looked at one by one, and the figures scaled up from them.`;
  const found = judged === 1 ? "1 of them fits" : `${judged.toLocaleString()} of them fit`;
  return `Only a part was counted: ${among}, and ${found}. ${others}. The figures are of those found alone: in all it may cost more and take longer.`;
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

type Waits = Pick<Preview, "waits" | "waiting">;

/** Those who get it later than was chosen, and those who wait for just that time of day, where they are. */
export function waitsOf({ waits, waiting }: Waits): { late: Waits; punctual: Waits } {
  const then = waits.filter(({ code }) => code === "local_time");
  const people = then.reduce((sum, { recipients }) => sum + recipients, 0);
  const others = waits.filter((wait) => !then.includes(wait));
  return {
    late: { waits: others, waiting: Math.max(waiting - people, 0) },
    punctual: { waits: then, waiting: people },
  };
}

/** Whether it is certain that nobody gets it: as far as not all were looked at, somebody may. */
export function isForNobody(preview: Preview): boolean {
  return reachOf(preview) <= 0 && preview.basis === "exact";
}

/** "2 people", "about 12,000 people", and where nobody was found so far "whoever can get it". */
export function whomInWords(preview: Preview): string {
  const reached = reachOf(preview);
  return reached > 0 || preview.basis === "exact"
    ? peopleInWords(reached, preview.basis)
    : "whoever can get it";
}

/** When it goes: at once, at a moment for all, or at a time of day wherever each person is. */
export type Chosen = "now" | "then" | "there";

/** "1 gets it now, 296 later. 4 do not get it.": when and whether; null where all get it at the one moment chosen. */
export function splitInWords(preview: Preview, chosen: Chosen = "now"): string | null {
  const { refused, skipped } = preview;
  const parts = [inTimeInWords(preview, chosen)];
  const none = refused + skipped;
  if (none > 0) parts.push(`${none.toLocaleString()} ${none === 1 ? "does" : "do"} not get it.`);
  return parts.filter(Boolean).join(" ") || null;
}

function inTimeInWords(preview: Preview, chosen: Chosen): string {
  const reached = reachOf(preview);
  const late = waitsOf(preview).late.waiting;
  const punctual = Math.max(reached - late, 0);
  const then = chosen === "there" ? "at that time" : chosen;
  if (reached <= 0 || (late === 0 && chosen !== "there")) return "";
  if (punctual === 0) return `Nobody gets it ${then}: ${gets(late, "it later")}.`;
  const where = chosen === "there" ? ", where they are" : "";
  return `${gets(punctual, `it ${then}`)}${where}${late > 0 ? `, ${late.toLocaleString()} later` : ""}.`;
}

function gets(count: number, what: string): string {
  return `${count.toLocaleString()} ${count === 1 ? "gets" : "get"} ${what}`;
}

/** "2 people", "about 12,000 people", "at least 5,000 people". */
export function peopleInWords(count: number, basis: Preview["basis"] = "exact"): string {
  const people = count === 1 ? "1 person" : `${count.toLocaleString()} people`;
  return { exact: people, sample: `about ${people}`, at_least: `at least ${people}` }[basis];
}
