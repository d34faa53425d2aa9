import { expect, test } from "vitest";
import type { TemplateShape } from "@/api/types.gen";
import { fellBack, matching } from "./words";

const a = (name: string, body: string): TemplateShape => ({
  id: name,
  name,
  body,
  scope: "personal",
  created_at: "2026-11-20T10:00:00Z",
});
const ALL = [
  a("Address", "We are at the harbor"),
  a("Hours", "Open from nine"),
  a("Order ready", "Come by our address"),
];

test.each([
  ["", ["Address", "Hours", "Order ready"]],
  ["ADDR", ["Address", "Order ready"]],
  ["or", ["Order ready", "Address"]],
  ["nine open", ["Hours"]],
  ["zzz", []],
])("what fits %j", (typed, names) => {
  expect(matching(ALL, typed).map((template) => template.name)).toEqual(names);
});

test("what was not known is told in words, or not at all", () => {
  expect(fellBack([])).toBe("");
  expect(
    fellBack([
      { field: "first_name", fallback: "there" },
      { field: "custom.shoe size", fallback: "" },
    ]),
  ).toBe("No first name known, so “there”; no shoe size known, left out.");
});
