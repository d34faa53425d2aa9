import type { ImportedRow, LeadImport } from "@/api/types.gen";
import type { CsvRow } from "@/shared/lib/readCsv";
import { FIELDS, type FieldName, type Mapping, PROOFS, type ProofName } from "./columns";

/** More in one cell is none of what a lead has; the server says so of what is left. */
const LONGEST_CELL = 4_000;
/** As many rows as the server takes at once, and as many bytes as are well below what it takes. */
const PART_ROWS = 50;
const PART_BYTES = 150_000;

/** A row as the server takes it; with `proof` also what proves that its contact agreed. */
export function rowOf(from: CsvRow, mapping: Mapping, proof: boolean): ImportedRow {
  const told = (field: FieldName | ProofName): string => {
    const at = mapping[field];
    return at === undefined ? "" : (from.cells[at] ?? "").slice(0, LONGEST_CELL);
  };
  const { tags, full_name, ...fields } = Object.fromEntries(
    (Object.keys(FIELDS) as FieldName[]).map((field) => [field, told(field)]),
  ) as Record<FieldName, string>;
  const proven = Object.fromEntries((Object.keys(PROOFS) as ProofName[]).map((name) => [name, told(name)]));
  return {
    row: from.row,
    ...fields,
    ...named(fields, full_name),
    tags: [...new Set(tags.split(/[,;|]/).map((tag) => tag.trim()))].filter(Boolean),
    opt_in: proof ? { ...proven, at: moment(told("at")) } : null,
  };
}

/** What a column of its own tells of a name goes before what the whole name does. */
function named(own: { first_name: string; last_name: string }, whole: string): typeof own {
  const [first, last] = split(whole);
  return { first_name: own.first_name || first, last_name: own.last_name || last };
}

/** What stands behind a comma and is no first name. */
const SUFFIX = /^(jr|sr|i{2,3}|iv|v|md|phd|dds|esq|cpa|llc|inc|ltd|co)\.?$/i;

/** "Ann Lee Smith" and "Lee Smith, Ann" as first name and the rest: the first name is what texts call people by. */
function split(whole: string): [string, string] {
  const [last = "", first] = whole.split(",", 2).map((part) => part.trim());
  if (first && !SUFFIX.test(first)) return [first, last];
  const [one = "", ...others] = last.split(/\s+/);
  return [one, others.join(" ")];
}

/** "2026-03-01 14:00" as a moment with its zone, which is the reader's; anything else as it is. */
export function moment(said: string): string {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(said);
  if (!day) return said.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, "$1T");
  const read = new Date(day[2] ? said.replace(" ", "T") : `${day[1]}T00:00`);
  return Number.isNaN(read.getTime()) ? said : read.toISOString();
}

/** The requests that bring rows in, one after the other. */
export function parts(line: string, file: string, rows: ImportedRow[]): LeadImport[] {
  const found: ImportedRow[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const size = new TextEncoder().encode(JSON.stringify(row)).length;
    const last = found[found.length - 1];
    if (!last || last.length === PART_ROWS || bytes + size > PART_BYTES) {
      found.push([row]);
      bytes = size;
    } else {
      last.push(row);
      bytes += size;
    }
  }
  return found.map((some, place) => ({ line, file, more: place < found.length - 1, rows: some }));
}
