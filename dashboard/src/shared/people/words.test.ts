import { expect, test } from "vitest";
import type { PresenceShape } from "@/api/types.gen";
import { presenceWords } from "./words";

const NOW = new Date(2026, 10, 20, 10);
const riley: PresenceShape = { id: "p1", name: "Riley", away: false, until: null, deputy: null, leads: null };

test.each([
  [{}, ""],
  [{ leads: 0 }, "No open leads"],
  [{ leads: 1 }, "1 open lead"],
  [{ leads: 7 }, "7 open leads"],
  [{ leads: 100 }, "100 open leads or more"],
  [{ away: true }, "Away until further notice, nobody stands in"],
  [
    {
      away: true,
      leads: 2,
      until: new Date(2026, 10, 20, 13).toISOString(),
      deputy: { id: "p2", name: "Sam Two" },
    },
    "Away until 1:00 PM, Sam Two stands in · 2 open leads",
  ],
])("it says who is there and how busy it is: %j", (over, words) => {
  expect(presenceWords({ ...riley, ...over }, true, NOW).replace(/\u202f/g, " ")).toBe(words);
});

test("who is not told until when and who stands in reads that somebody is away, and no more", () => {
  expect(presenceWords({ ...riley, away: true }, false, NOW)).toBe("Away");
});
