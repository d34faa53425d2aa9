import { describe, expect, test } from "vitest";
import vectors from "../../../../tests/core/merge_vectors.json";
import { customField, fieldsOf, isPersonal, merged } from "./merge";

describe("fields", () => {
  test.each(vectors)("are filled in as the API does: $name", ({ body, values, text }) => {
    expect(merged(body, new Map(Object.entries(values)))).toBe(text);
  });

  test("are no fields with a brace too many, which the API refuses", () => {
    for (const text of ["{{{name}}}", "{{{name}}", "{{name}}}", "{{}}", "{{ 1a }}", "{name}", "{{na me}}"]) {
      expect(merged(text, new Map([["name", "Ada"]]))).toBe(text);
    }
    expect(fieldsOf("{{{a}}{{b}} {{ C | x }}")).toEqual(["b", "c"]);
  });

  test("make a text personal", () => {
    expect(isPersonal("Hi {{ first_name | you }}")).toBe(true);
    expect(isPersonal("Hi {you}")).toBe(false);
  });

  test("of the brand's own are called as the API calls them", () => {
    expect(customField(" Shoe  Size")).toBe("custom.shoe size");
  });
});
