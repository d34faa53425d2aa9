import { describe, expect, it } from "vitest";
import { cityOf, dayOf, ONCE, repeatAsked, repeatInWords, ruleInWords, ruleOf, weekdayOf } from "./repeat";

const FRIDAY = "2026-12-04T12:00:00Z";
const ZONE = "America/New_York";

describe("what comes again", () => {
  it("is asked for only where it has a first moment", () => {
    expect(repeatAsked(ONCE, FRIDAY, ZONE)).toEqual({});
    expect(repeatAsked({ ...ONCE, every: "week" }, null, ZONE)).toEqual({});
  });

  it("comes on the day of its first time, or on those that are chosen, in their order", () => {
    expect(weekdayOf(FRIDAY, ZONE)).toBe("friday");
    expect(weekdayOf("2026-12-06T12:00:00Z", ZONE)).toBe("sunday");
    expect(repeatAsked({ ...ONCE, every: "week" }, FRIDAY, ZONE)).toEqual({
      repeat: { weekdays: ["friday"] },
    });
    const chosen = {
      every: "week" as const,
      weekdays: ["friday" as const, "monday" as const],
      until: "2027-01-31",
    };
    expect(repeatAsked(chosen, FRIDAY, ZONE)).toEqual({
      repeat: { weekdays: ["monday", "friday"], until: "2027-01-31" },
    });
    expect(repeatAsked({ ...ONCE, every: "month" }, FRIDAY, ZONE)).toEqual({ repeat: { day: 4 } });
  });

  it("counts its days by the clock that is given, whatever that of the browser shows", () => {
    const night = "2026-12-05T03:30:00Z";
    expect([weekdayOf(night, ZONE), dayOf(night, ZONE)]).toEqual(["friday", 4]);
    expect([weekdayOf(night, "Asia/Tokyo"), dayOf(night, "Asia/Tokyo")]).toEqual(["saturday", 5]);
    expect(repeatAsked({ ...ONCE, every: "month" }, night, ZONE)).toEqual({ repeat: { day: 4 } });
  });

  it("is told with its time by the clock that counts, in the reader's way, before its end", () => {
    const rule = ruleOf({ weekdays: ["friday"], count: 3 }, FRIDAY, ZONE);
    expect(ruleInWords(rule)).toBe("Each Friday at 7:00 AM in New York, 3 times");
  });

  it("names the place whose clock counts", () => {
    expect(cityOf("America/New_York")).toBe("New York");
  });

  it.each([
    [{ weekdays: ["tuesday" as const] }, "Each Tuesday"],
    [
      { weekdays: ["monday" as const, "tuesday" as const, "friday" as const] },
      "Each Monday, Tuesday and Friday",
    ],
    [{ day: 31, until: "2027-01-31" }, "Each month on day 31 or its last day, until 2027-01-31"],
    [{ day: 5, count: 3 }, "Each month on day 5, 3 times"],
    [{ day: 5, count: 1 }, "Each month on day 5, once"],
  ])("says %j in words", (rule, words) => {
    expect(repeatInWords(rule)).toBe(words);
  });
});
