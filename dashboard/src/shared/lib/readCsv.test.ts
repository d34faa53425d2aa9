import { describe, expect, test } from "vitest";
import { csv } from "./csv";
import { decoded, readCsv } from "./readCsv";

const cells = (text: string) => readCsv(text).rows.map((row) => row.cells);

describe("a CSV text", () => {
  test.each([
    ["a,b\n1,2\n", "commas and bare ends of lines"],
    ["a;b\r\n1;2", "semicolons, and no end of the last line"],
    ["a\tb\r1\t2\r", "tabs and the ends of old"],
    ["\ufeffa,b\r\n1,2\r\n", "a mark of UTF-8"],
    ["sep=;\r\na;b\r\n1;2\r\n", "a spreadsheet's own word for it"],
    ['"a","b"\r\n"1",2\r\n', "quoted cells"],
    [" a , b \n1, 2", "blanks around cells"],
  ])("%j is read: %s", (text) => {
    expect(cells(text)).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  test("quoted cells may hold everything", () => {
    expect(cells('name,note\n"Lee, Ann","said ""hi""\r\nand left; soon"\n')).toEqual([
      ["name", "note"],
      ["Lee, Ann", 'said "hi"\r\nand left; soon'],
    ]);
  });

  test("commas within quotation marks do not decide what parts the cells", () => {
    expect(cells('"a, b, c";d\n1;2')).toEqual([
      ["a, b, c", "d"],
      ["1", "2"],
    ]);
  });

  test("empty rows are left out, but count; the last cell may be empty", () => {
    expect(readCsv("a,b\n\n,\n1,\n\n").rows).toEqual([
      { row: 1, cells: ["a", "b"] },
      { row: 4, cells: ["1", ""] },
    ]);
    expect(cells("a,b\n1,")).toEqual([
      ["a", "b"],
      ["1", ""],
    ]);
    expect(readCsv("sep=,\na\n").rows[0]?.row).toBe(2);
    expect(readCsv("").rows).toEqual([]);
  });

  test("a quotation mark that never closes is named by its row", () => {
    expect(readCsv('a,b\n1,"2\n3,4\n').open).toBe(2);
    expect(readCsv('a,b\n1,2"\n').open).toBeNull();
  });

  test("what is written by us is read again as it was", () => {
    const rows = [
      ["=1+1", "+12025550171", 'a "b"; c', "-"],
      ["", "x\r\ny", "é ñ 漢", "@home"],
    ];
    expect(cells(csv(rows))).toEqual(rows);
  });
});

describe("a file's bytes", () => {
  const bytes = (...given: number[]) => new Uint8Array(given).buffer;

  test("are UTF-8, or what their mark says", () => {
    expect(decoded(new TextEncoder().encode("é,b").buffer as ArrayBuffer)).toBe("é,b");
    expect(decoded(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe("a");
    expect(decoded(bytes(0xff, 0xfe, 0x61, 0x00))).toBe("a");
    expect(decoded(bytes())).toBe("");
  });

  test("that are neither are no text", () => {
    expect(decoded(bytes(0x61, 0xe9, 0x2c))).toBeNull();
  });
});
