import { describe, expect, it } from "vitest";
import { durationInWords, peopleInWords, plainly } from "./previewWords";

describe("a preview in words", () => {
  it.each([
    [0, "A few seconds"],
    [42, "About 42 seconds"],
    [80, "About a minute"],
    [240, "About 4 minutes"],
    [7200, "About 2 hours"],
    [400_000, "About 5 days"],
  ])("%i seconds are: %s", (seconds, words) => expect(durationInWords(seconds)).toBe(words));

  it("says how sure it is", () => {
    expect(peopleInWords(1)).toBe("1 person");
    expect(peopleInWords(12_000, "sample")).toBe("about 12,000 people");
    expect(peopleInWords(5000, "at_least")).toBe("at least 5,000 people");
  });

  it("replaces what can be replaced, wherever it stands", () => {
    const found = [
      { character: "’", name: "", count: 2, replacement: "'" },
      { character: "…", name: "", count: 1, replacement: "..." },
      { character: "🌷", name: "", count: 1, replacement: null },
    ];
    expect(plainly("It’s Ben’s… 🌷", found)).toBe("It's Ben's... 🌷");
  });
});
