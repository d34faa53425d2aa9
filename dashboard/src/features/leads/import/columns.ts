import { looksLikePhone } from "@/shared/lib/phone";
import type { CsvRow } from "@/shared/lib/readCsv";

/** What a column of a file may tell of a lead. */
export const FIELDS = {
  phone: "Phone number",
  full_name: "Full name",
  first_name: "First name",
  last_name: "Last name",
  email: "Email",
  location: "Location",
  tags: "Tags",
  note: "Note",
} as const;

/** What a column may tell of how its contact agreed to texts. */
export const PROOFS = {
  wording: "The words they agreed to",
  at: "When they agreed",
  page: "The page they agreed on",
  ip: "Their internet address (IP)",
} as const;

export type FieldName = keyof typeof FIELDS;
export type ProofName = keyof typeof PROOFS;

/** The place of the column that tells it, from 0; what is left out stands in none. */
export type Mapping = Partial<Record<FieldName | ProofName, number>>;

const NAMES: Record<FieldName | ProofName, RegExp> = {
  phone: /phone|mobile|cell|handy|^tel|^number$|^msisdn$/,
  first_name: /^(first|given|fore)name|^(first|given)$/,
  last_name: /^(last|family|sur)name|^last$/,
  full_name: /^(full|contact)?name$/,
  email: /e?mail/,
  location: /^(city|town|place|location|address|store|branch)/,
  tags: /^(tag|label|interest|list|segment|group)s?$/,
  note: /^(note|comment|remark|message|detail)s?$/,
  wording: /wording|disclosure|consent(text|language|words)/,
  at: /(optin|agreed|consent|signup|subscribed|opted(in)?)(at|on|date|time|datetime)/,
  page: /(page|source|consent|optin|form)ur[li]|^(page|url)$|landing/,
  ip: /^(ip|ipaddress)$|(optin|consent|signup)ip/,
};

/** Which column tells what, by their names, and that of the numbers by the first row of data; each tells one thing. */
export function guessed(header: string[], first: string[]): Mapping {
  const found = byName(header);
  const numbers = first.findIndex((cell, at) => isNumber(cell) && !Object.values(found).includes(at));
  return found.phone === undefined && numbers >= 0 ? { ...found, phone: numbers } : found;
}

function byName(header: string[]): Mapping {
  const names = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ""));
  const found: Mapping = {};
  for (const [field, pattern] of Object.entries(NAMES) as [FieldName | ProofName, RegExp][]) {
    // Beside a first or a last name, "Name" is the other one, and which is for the reader to say.
    if (field === "full_name" && (found.first_name ?? found.last_name) !== undefined) continue;
    const taken = Object.values(found);
    const place = names.findIndex((name, at) => !taken.includes(at) && pattern.test(name));
    if (place >= 0) found[field] = place;
  }
  return found;
}

/** Whether the first row names the columns: a phone number is no name. */
export function hasHeader(first: CsvRow): boolean {
  return !first.cells.some(isNumber);
}

/** More digits than a date has. */
const FEWEST_DIGITS = 9;

function isNumber(cell: string): boolean {
  return looksLikePhone(cell) && cell.replace(/\D/g, "").length >= FEWEST_DIGITS;
}

/** The columns by name; where nothing names them, by number and what stands first in them. */
export function columnNames(rows: CsvRow[], header: boolean): string[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const first = rows[0]?.cells ?? [];
  return Array.from({ length: width }, (_, at) => {
    const said = first[at] ?? "";
    if (header && said) return said;
    return said && !header ? `Column ${at + 1} (${said})` : `Column ${at + 1}`;
  });
}
