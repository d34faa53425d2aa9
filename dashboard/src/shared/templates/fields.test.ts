import { describe, expect, it } from "vitest";
import { FIELDS, selectAfter } from "./fields";

function selected(value: string, token: string, caret: number): string {
  const area = document.createElement("textarea");
  area.value = value;
  selectAfter(area, token, caret);
  return `${area.selectionStart} ${area.value.slice(area.selectionStart, area.selectionEnd)}`;
}

describe("a field that was put in", () => {
  it("has the caret behind it", () => {
    expect(selected("Hi {{name}} there", "{{name}}", 11)).toBe("11 ");
  });

  it("has its name selected where that is still to be written", () => {
    const own = FIELDS.find(({ label }) => label === "Own field")?.token ?? "";
    const twice = `Hi ${own}, ${own} there`;
    const first = selected(twice, own, 3 + own.length);
    expect(first).toBe("12 field name");
    expect(selected(twice, own, twice.length - 6)).toBe(`${14 + own.length} field name`);
  });
});
