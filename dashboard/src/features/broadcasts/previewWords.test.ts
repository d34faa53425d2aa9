import { describe, expect, it } from "vitest";
import type { WaitingRecipients } from "@/api/types.gen";
import { PREVIEW } from "@/test/broadcasts";
import {
  durationInWords,
  peopleInWords,
  plainly,
  sizeNote,
  splitInWords,
  waitsOf,
  whomInWords,
} from "./previewWords";

const WAIT: WaitingRecipients = {
  until: "2026-12-01T14:00:00Z",
  zone: "America/New_York",
  code: "quiet_hours",
  reason: "",
  recipients: 1,
};

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

  it("says of how many the figures are, where not everybody was looked at", () => {
    const of = (part: object) => sizeNote({ ...PREVIEW, looked: 20_000, ...part });
    expect(of({})).toBeNull();
    expect(of({ basis: "sample", judged: 5000 })).toBe(
      "Estimated: 5,000 were looked at one by one, and the figures scaled up from them.",
    );
    expect(of({ basis: "at_least" })).toBe(
      "Only a part was counted: 20,000 contacts were looked at, and 3 of them fit. Not everybody was: it goes to whoever fits when it is sent. The figures are of those found alone: in all it may cost more and take longer.",
    );
    expect(of({ basis: "at_least", judged: 1, recipients: 1, refused: 0 })).toContain("1 of them fits.");
    expect(of({ basis: "at_least", looked: undefined })).toContain("3 contacts were looked at");
    const none = { basis: "at_least", judged: 0, recipients: 0, refused: 0 };
    expect(of(none)).toBe(
      "20,000 contacts were looked at, and nobody among them fits so far. Not everybody was: it goes to whoever fits when it is sent. How many that are and what it costs is not known yet.",
    );
    expect(of({ ...none, left_out: 2 })).toContain("nobody among them can get it so far.");
    expect(of({ basis: "sample", refused: 3 })).toContain("nobody among them can get it so far.");
  });

  it("names whoever can get it where nobody was found so far, and not all were looked at", () => {
    expect(whomInWords(PREVIEW)).toBe("2 people");
    expect(whomInWords({ ...PREVIEW, refused: 3 })).toBe("0 people");
    expect(whomInWords({ ...PREVIEW, basis: "at_least" })).toBe("at least 2 people");
    expect(whomInWords({ ...PREVIEW, basis: "at_least", refused: 3 })).toBe("whoever can get it");
  });

  it("says who gets it now, later and not at all", () => {
    const of = (part: object) => splitInWords({ ...PREVIEW, recipients: 301, refused: 0, ...part });
    expect(of({})).toBeNull();
    expect(of({ waiting: 300 })).toBe("1 gets it now, 300 later.");
    expect(of({ waiting: 301 })).toBe("Nobody gets it now: 301 get it later.");
    expect(of({ waiting: 296, refused: 3, skipped: 1 })).toBe("1 gets it now, 296 later. 4 do not get it.");
    expect(of({ refused: 1 })).toBe("1 does not get it.");
    expect(splitInWords({ ...PREVIEW, waiting: 1 }, "then")).toBe(
      "1 gets it then, 1 later. 1 does not get it.",
    );
  });

  it("does not call late who waits for the time of day that was chosen, where they are", () => {
    const wait = (code: string, recipients: number) => ({ ...WAIT, code, recipients });
    const of = (...waits: WaitingRecipients[]) => ({
      ...PREVIEW,
      recipients: 300,
      refused: 0,
      waits,
      waiting: waits.reduce((sum, { recipients }) => sum + recipients, 0),
    });
    const mixed = of(wait("local_time", 200), wait("local_time", 97), wait("quiet_hours", 3));
    expect(splitInWords(mixed, "there")).toBe("297 get it at that time, where they are, 3 later.");
    expect(waitsOf(mixed).late).toEqual({ waits: [wait("quiet_hours", 3)], waiting: 3 });
    expect(splitInWords(of(wait("local_time", 300)), "there")).toBe(
      "300 get it at that time, where they are.",
    );
    expect(splitInWords(of(wait("quiet_hours", 300)), "there")).toBe(
      "Nobody gets it at that time: 300 get it later.",
    );
  });

  it("replaces what can be replaced, wherever it stands", () => {
    const found = [
      { character: "’", name: "", count: 2, replacement: "'" },
      { character: "…", name: "", count: 1, replacement: "..." },
      { character: "🌷", name: "", count: 1, replacement: null },
    ];
    expect(plainly("It’s Ben’s… 🌷", found)).toBe("It's Ben's... 🌷");
  });
  it("leaves the names of fields as they are, and not what stands in for them", () => {
    const found = [{ character: "ę", name: "e with ogonek", count: 2, replacement: "e" }];
    expect(plainly("Dzięki {{custom.Imię|Panię}}, {{first_name}}", found)).toBe(
      "Dzieki {{custom.Imię|Panie}}, {{first_name}}",
    );
  });
});
