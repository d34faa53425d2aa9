import { describe, expect, it } from "vitest";
import { csv } from "./csv";

describe("csv", () => {
  it("quotes every cell and ends every row", () => {
    expect(
      csv([
        ["a", 'say "hi", twice'],
        ["line\nbreak", ""],
      ]),
    ).toBe('"a","say ""hi"", twice"\r\n"line\nbreak",""\r\n');
  });

  it.each(["=1+1", "+1 202", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "=cmd|' /C calc'!A0"])(
    "makes plain text of %j",
    (payload) => {
      expect(csv([[payload]])).toBe(`"'${payload}"\r\n`);
    },
  );

  it.each(["+12025550110", "Ann", "a=b", "12-5"])("leaves %s as it is", (text) => {
    expect(csv([[text]])).toBe(`"${text}"\r\n`);
  });
});
