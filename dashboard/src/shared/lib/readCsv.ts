/** One row of a table that is not empty; `row` is its number as a spreadsheet counts. */
export interface CsvRow {
  row: number;
  cells: string[];
}

/** `open` is the row in which a quotation mark opens and never closes; null: there is none. */
export interface CsvTable {
  rows: CsvRow[];
  open: number | null;
}

const SEPARATORS = [",", ";", "\t"];

/** The rows of a CSV text (RFC 4180), be they parted by commas, semicolons or tabs; lines may end in any way. */
export function readCsv(text: string): CsvTable {
  const plain = text.replace(/^\ufeff/, "");
  const told = /^sep=(.)\r?\n/i.exec(plain);
  const rest = told ? plain.slice(told[0].length) : plain;
  const { rows, open } = split(rest, told?.[1] ?? separatorOf(rest));
  const first = told ? 2 : 1;
  const numbered = rows.map((cells, place) => ({ row: place + first, cells: cells.map(trimmed) }));
  return {
    rows: numbered.filter(({ cells }) => cells.some((cell) => cell !== "")),
    open: open === null ? null : open + first,
  };
}

/** The text of a file: UTF-8, or what its first bytes say; null where it is neither. */
export function decoded(bytes: ArrayBuffer): string | null {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const marked = first === 0xff && second === 0xfe ? "utf-16le" : "utf-8";
  try {
    return new TextDecoder(marked, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Which of them the first line has most of, outside of quotation marks. */
function separatorOf(text: string): string {
  const line = (/^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text)?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const count = (mark: string) => line.split(mark).length;
  return SEPARATORS.reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function split(text: string, separator: string): { rows: string[][]; open: number | null } {
  const rows: string[][] = [];
  let cells: string[] = [];
  let place = 0;
  while (place < text.length || cells.length > 0) {
    const cell = cellAt(text, place, separator);
    if (cell.open) return { rows: [...rows, [...cells, cell.value]], open: rows.length };
    cells.push(cell.value);
    place = cell.end;
    if (text[place] === separator) {
      place += 1;
      // A separator at the very end has one more cell behind it.
      if (place < text.length) continue;
      cells.push("");
    }
    rows.push(cells);
    cells = [];
    place += text.startsWith("\r\n", place) ? 2 : 1;
  }
  return { rows, open: null };
}

function cellAt(
  text: string,
  from: number,
  separator: string,
): { value: string; end: number; open: boolean } {
  const quoted = text[from] === '"';
  let value = "";
  let place = from;
  if (quoted) {
    for (place += 1; ; place += 1) {
      const next = text.indexOf('"', place);
      if (next < 0) return { value: value + text.slice(place), end: text.length, open: true };
      value += text.slice(place, next);
      place = next + 1;
      if (text[place] !== '"') break;
      value += '"';
    }
  }
  const end = endOf(text, place, separator);
  return { value: value + text.slice(place, end), end, open: false };
}

function endOf(text: string, from: number, separator: string): number {
  let place = from;
  while (place < text.length && text[place] !== separator && text[place] !== "\r" && text[place] !== "\n")
    place += 1;
  return place;
}

/** Without the apostrophe by which a table of ours keeps a spreadsheet from seeing a formula. */
function trimmed(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, "");
}
