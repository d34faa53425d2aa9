import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { insertText } from "./insertText";

let area: HTMLTextAreaElement;

beforeEach(() => {
  area = document.body.appendChild(document.createElement("textarea"));
});
afterEach(() => area.remove());

test.each([
  ["", 0, 0, "Hi Ada"],
  ["Hello", 5, 5, "Hello Hi Ada"],
  ["Hello\n", 6, 6, "Hello\nHi Ada"],
  ["Hello, bye", 7, 10, "Hello, Hi Ada"],
])("into %j at %i to %i", (value, start, end, expected) => {
  area.value = value;
  area.setSelectionRange(start, end);
  const heard = vi.fn();
  area.addEventListener("input", heard);
  insertText(area, "Hi Ada");
  expect(area.value).toBe(expected);
  expect(heard).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(area);
});

test("where the browser can, it types: so its undo takes it back", () => {
  const type = vi.fn(() => true);
  document.execCommand = type;
  area.value = "Hello";
  area.setSelectionRange(5, 5);
  insertText(area, "Hi");
  expect(type).toHaveBeenCalledWith("insertText", false, " Hi");
  expect(area.value).toBe("Hello");
  Reflect.deleteProperty(document, "execCommand");
});
