import { useState } from "react";
import type { LineShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { type CsvRow, decoded, readCsv } from "@/shared/lib/readCsv";
import { Field, Select } from "@/shared/ui/Field";
import { hasHeader } from "./columns";

/** A file that was read; `opened` tells it from one of the same name that was read before. */
export interface Opened {
  name: string;
  rows: CsvRow[];
  /** The first row names the columns. */
  header: boolean;
  opened: number;
}

interface ChooseFileProps {
  lines: LineShape[];
  line: string;
  chooseLine: (line: string) => void;
  file: Opened | null;
  open: (file: Opened | null) => void;
}

const MOST_ROWS = 5_000;
const MOST_BYTES = 5_000_000;
const LONGEST_NAME = 200;

/** The line that the leads are for, and the file that they stand in. */
export function ChooseFile({ lines, line, chooseLine, file, open }: ChooseFileProps) {
  const [fault, setFault] = useState("");
  const read = async (chosen: File | undefined) => {
    const found = chosen ? await opened(chosen) : "";
    setFault(typeof found === "string" ? found : "");
    open(typeof found === "string" ? null : found);
  };
  return (
    <div className="flex flex-col gap-4">
      <p>
        Each row becomes a lead. Rows with a mistake are named at the end, and the others come in all the
        same. Uploading the same file again is harmless: it makes nothing twice.
      </p>
      <Select
        label="Line"
        value={line}
        onChange={(event) => chooseLine(event.target.value)}
        hint="The leads are this line's. Who texts them first does so from it."
      >
        {lines.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label ? `${one.label}, ${pretty(one.number)}` : pretty(one.number)}
          </option>
        ))}
      </Select>
      <Field
        label="File"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        error={fault}
        hint={
          file
            ? `${file.name} is read: ${rowsInWords(dataOf(file).length)}.`
            : "CSV, with commas or semicolons. From a spreadsheet, save it as “CSV UTF-8”."
        }
        onChange={(event) => void read(event.target.files?.[0])}
      />
    </div>
  );
}

/** The rows that tell of leads. */
export function dataOf({ rows, header }: Opened): CsvRow[] {
  return header ? rows.slice(1) : rows;
}

export function rowsInWords(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}

/** The file's rows, or what is wrong with it. */
async function opened(file: File): Promise<Opened | string> {
  if (file.size > MOST_BYTES) return "This file has more than 5 MB. Split it into several.";
  const text = decoded(await file.arrayBuffer());
  if (text === null) return "This file is not UTF-8. In your spreadsheet, save it as “CSV UTF-8”.";
  if (text.includes("\u0000")) return "This is no CSV file. In your spreadsheet, save it as “CSV UTF-8”.";
  const { rows, open } = readCsv(text);
  if (open !== null)
    return `A quotation mark opens in row ${open} and never closes. Correct that row and choose the file again.`;
  const [first] = rows;
  if (!first) return "There is nothing in this file.";
  if (rows.length > MOST_ROWS + 1) return "This file has more than 5,000 rows. Split it into several.";
  return { name: file.name.slice(0, LONGEST_NAME), rows, header: hasHeader(first), opened: Date.now() };
}
