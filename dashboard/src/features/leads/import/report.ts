import type { RowDone } from "@/api/types.gen";
import type { CsvRow } from "@/shared/lib/readCsv";
import { FIELDS, PROOFS } from "./columns";

const NAMES: Record<string, string> = { ...FIELDS, ...PROOFS };

/** What became of the rows, each under its name. */
export function counted(done: RowDone[]): [string, number][] {
  const many = (outcome: RowDone["outcome"]) => done.filter((row) => row.outcome === outcome).length;
  return [
    ["New leads", many("created")],
    ["Leads already, or twice in the file", many("known")],
    ["Asked to confirm by YES", done.filter((row) => row.asked).length],
    ["Not taken in", many("refused")],
  ];
}

/** Why a row was refused, and what to do. */
export function why(row: RowDone): string {
  return row.faults.map(({ field, reason, remedy }) => `${nameOf(field)}: ${reason} ${remedy}`).join(" ");
}

/** The refused rows as they stood in the file, with their numbers and reasons behind, and the row above that names them. */
export function refusedTable(rows: CsvRow[], refused: RowDone[]): string[][] {
  const told = new Map(refused.map((row) => [row.row, why(row)]));
  const first = rows[0];
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const wide = (cells: string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? "");
  const head = first && !told.has(first.row) ? [[...wide(first.cells), "Row in the file", "Why not"]] : [];
  const body = rows.filter(({ row }) => told.has(row));
  return [...head, ...body.map(({ row, cells }) => [...wide(cells), String(row), told.get(row) ?? ""])];
}

function nameOf(field: string): string {
  const name = field.replace(/^opt_in\./, "").replace(/\.\d+$/, "");
  return NAMES[name] ?? name;
}
