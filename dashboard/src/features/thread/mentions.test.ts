import { expect, test } from "vitest";
import { mentionAt, strays, withMention } from "./mentions";

test.each([
  ["@", ""],
  ["ask @ri", "ri"],
  ["ask (@Riley O", "Riley O"],
  ["mail@ri", null],
  ["ask", null],
  ["@ri\nthen", null],
])("in %j one mentions %j", (body, typed) => {
  expect(mentionAt(body, body.length)).toBe(typed);
});

test("a mention is completed where the caret is, and what follows stays", () => {
  const next = withMention("ask @ri about it", 7, "Riley One");
  expect(next).toEqual({ body: "ask @Riley One about it", caret: 15 });
  expect(withMention("ask", 3, "Riley One")).toEqual({ body: "ask", caret: 3 });
});

test.each([
  ["ask @Riley One today", []],
  ["ask @riley one, or @Quinn.", ["@Quinn"]],
  ["@Riley", ["@Riley"]],
  ["@Riley Oneal", ["@Riley"]],
  ["@quinn@example.com may know", []],
  ["mail@Quinn", []],
  ["@Quinn and @Quinn", ["@Quinn"]],
])("in %j nobody is told by %j", (body, inVain) => {
  expect(strays(body, [{ name: "Riley One", handle: "Riley One" }], -1)).toEqual(inVain);
});
