import { describe, expect, it } from "vitest";
import { insertToken } from "./mergeFields";

describe("insertToken", () => {
  it("puts the field where the caret is and the caret behind it", () => {
    expect(insertToken("Hi !", "{{first_name|there}}", 3, 3)).toEqual({
      text: "Hi {{first_name|there}}!",
      caret: 23,
    });
  });

  it("replaces what is selected", () => {
    expect(insertToken("Hi Ana, hello", "{{name}}", 3, 6).text).toBe("Hi {{name}}, hello");
  });

  it("never glues a field to a word", () => {
    expect(insertToken("Hello", "{{name}}", 5, 5).text).toBe("Hello {{name}}");
    expect(insertToken("Hello", "{{name}}", 0, 0).text).toBe("{{name}} Hello");
  });
});
