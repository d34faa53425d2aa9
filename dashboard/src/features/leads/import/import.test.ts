import { describe, expect, test } from "vitest";
import type { RowDone } from "@/api/types.gen";
import { columnNames, FIELDS, guessed, hasHeader } from "./columns";
import { counted, refusedTable, why } from "./report";
import { moment, parts, rowOf } from "./rows";

describe("columns", () => {
  test.each([
    [["Phone", "First Name", "Last Name", "E-mail"], { phone: 0, first_name: 1, last_name: 2, email: 3 }],
    [["Name", "Cell #", "City", "Comments"], { full_name: 0, phone: 1, location: 2, note: 3 }],
    [["Phone", "First name", "Name"], { phone: 0, first_name: 1 }],
    [
      ["mobile_number", "consent_wording", "opt_in_date", "IP address", "Landing page"],
      { phone: 0, wording: 1, at: 2, ip: 3, page: 4 },
    ],
    [["Tags", "Phone", "Mobile"], { tags: 0, phone: 1 }],
    [["Consent", "Age"], {}],
  ])("%j are guessed", (header, mapping) => {
    expect(guessed(header, [])).toEqual(mapping);
  });

  test("call a field as the contact's page does", () => {
    expect(FIELDS.location).toBe("Location");
  });

  test("the column of the numbers is known by what stands in it, if not by its name", () => {
    expect(guessed(["Reach", "First name"], ["(202) 555-0171", "Ann"])).toEqual({ phone: 0, first_name: 1 });
    expect(guessed([], ["2026-11-20", "2025550171"])).toEqual({ phone: 1 });
    expect(guessed(["Note", "Who"], ["2025550171", "Ann"])).toEqual({ note: 0 });
  });

  test("a first row with a number in it names nothing", () => {
    expect(hasHeader({ row: 1, cells: ["Name", "Phone 2"] })).toBe(true);
    expect(hasHeader({ row: 1, cells: ["Ann", "(202) 555-0171"] })).toBe(false);
  });

  test("have names, and a number where nothing names them", () => {
    const rows = [
      { row: 1, cells: ["Phone", ""] },
      { row: 2, cells: ["1", "2", "3"] },
    ];
    expect(columnNames(rows, true)).toEqual(["Phone", "Column 2", "Column 3"]);
    expect(columnNames(rows, false)).toEqual(["Column 1 (Phone)", "Column 2", "Column 3"]);
  });
});

describe("rows", () => {
  const cells = ["(202) 555-0171", "vip, fair;vip|", "I agree", "2026-03-01T14:00:00Z"];
  const mapping = { phone: 0, tags: 1, wording: 2, at: 3, email: 9 };

  test("say what their columns tell", () => {
    expect(rowOf({ row: 7, cells }, mapping, false)).toEqual({
      row: 7,
      phone: "(202) 555-0171",
      first_name: "",
      last_name: "",
      email: "",
      location: "",
      note: "",
      tags: ["vip", "fair"],
      opt_in: null,
    });
    expect(rowOf({ row: 7, cells }, mapping, true).opt_in).toEqual({
      wording: "I agree",
      at: "2026-03-01T14:00:00Z",
      page: "",
      ip: "",
    });
    expect(rowOf({ row: 7, cells: ["1".repeat(9_000)] }, mapping, false).phone).toHaveLength(4_000);
  });

  test.each([
    ["Ann", ["Ann", ""]],
    [" Ann  Lee Smith", ["Ann", "Lee Smith"]],
    ["Lee Smith, Ann", ["Ann", "Lee Smith"]],
    ["John Smith, MD", ["John", "Smith"]],
    ["Ann Lee, Jr.", ["Ann", "Lee"]],
    ["Smith,", ["Smith", ""]],
    ["", ["", ""]],
  ])("the whole name %j is split", (whole, [first_name, last_name]) => {
    const row = rowOf({ row: 2, cells: [whole] }, { full_name: 0 }, false);
    expect(row).toMatchObject({ first_name, last_name });
    expect(row).not.toHaveProperty("full_name");
  });

  test("a part of the name that has a column of its own is taken from there", () => {
    const row = rowOf({ row: 2, cells: ["Ann Lee", "Anna"] }, { full_name: 0, first_name: 1 }, false);
    expect(row).toMatchObject({ first_name: "Anna", last_name: "Lee" });
  });

  test.each([
    ["2026-03-01T14:00:00Z", "2026-03-01T14:00:00Z"],
    ["2026-03-01 14:00:00+02:00", "2026-03-01T14:00:00+02:00"],
    ["03/01/2026", "03/01/2026"],
    ["2026-13-01 14:00", "2026-13-01 14:00"],
    ["", ""],
  ])("the moment %j is sent as %j", (said, sent) => {
    expect(moment(said)).toBe(sent);
  });

  test("a moment without a zone is the reader's", () => {
    expect(moment("2026-03-01 14:05")).toBe(new Date(2026, 2, 1, 14, 5).toISOString());
    expect(moment("2026-03-01T14:05:30")).toBe(new Date(2026, 2, 1, 14, 5, 30).toISOString());
    expect(moment("2026-03-01")).toBe(new Date(2026, 2, 1).toISOString());
  });

  test("go in parts that the server takes, of which the last says that it is", () => {
    const many = Array.from({ length: 120 }, (_, at) => rowOf({ row: at + 2, cells }, mapping, false));
    const sent = parts("l1", "fair.csv", many);
    expect(sent.map(({ rows, more }) => [rows.length, more])).toEqual([
      [50, true],
      [50, true],
      [20, false],
    ]);
    expect(sent.flatMap(({ rows }) => rows)).toEqual(many);
    const long = many.map((row) => ({ ...row, note: "é".repeat(4_000) }));
    const largest = Math.max(
      ...parts("l1", "fair.csv", long).map((part) => new Blob([JSON.stringify(part)]).size),
    );
    expect(largest).toBeLessThan(200_000);
  });
});

describe("what became of rows", () => {
  const done = (row: number, over: Partial<RowDone> = {}): RowDone => ({
    row,
    outcome: "created",
    lead: `l1-c${row}`,
    asked: false,
    faults: [],
    ...over,
  });
  const bad = done(3, {
    outcome: "refused",
    lead: null,
    faults: [{ field: "opt_in.at", reason: "This is no moment.", remedy: "Write it so." }],
  });

  test("is counted", () => {
    const all = [done(2, { asked: true }), bad, done(4, { outcome: "known" })];
    expect(Object.fromEntries(counted(all))).toEqual({
      "New leads": 1,
      "Leads already, or twice in the file": 1,
      "Asked to confirm by YES": 1,
      "Not taken in": 1,
    });
  });

  test("is told with field, reason and remedy, and can be kept beside what stood in the file", () => {
    expect(why(bad)).toBe("When they agreed: This is no moment. Write it so.");
    const rows = [
      { row: 1, cells: ["Phone", "When"] },
      { row: 2, cells: ["a"] },
      { row: 3, cells: ["12"] },
    ];
    expect(refusedTable(rows, [bad])).toEqual([
      ["Phone", "When", "Row in the file", "Why not"],
      ["12", "", "3", why(bad)],
    ]);
    expect(refusedTable(rows.slice(2), [bad])).toEqual([["12", "3", why(bad)]]);
  });
});
