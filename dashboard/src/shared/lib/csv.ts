const NUMBER = /^\+\d{8,15}$/;
const FORMULA = /^[\s]*[=+\-@\t\r]/;

/** A table as CSV (RFC 4180). What a spreadsheet would take for a formula is made plain text by an apostrophe. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string): string {
  const plain = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return `"${plain.replaceAll('"', '""')}"`;
}

/** Gives the browser a file to keep. The mark at its beginning tells Excel that it is UTF-8. */
export function keepFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
