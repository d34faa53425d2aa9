import { describe, expect, test } from "vitest";
import { looksLikePhone, pretty } from "./phone";
import { dayName, short } from "./time";

describe("phone numbers", () => {
  test.each([
    ["+12025550110", "(202) 555-0110"],
    ["+442079460018", "+442079460018"],
    ["12345", "12345"],
  ])("%s reads %s", (phone, read) => {
    expect(pretty(phone)).toBe(read);
  });

  test.each(["2025550110", "202-555-0110", "(202) 555 0110", "+44 20 7946 0018", "+1 202.555.0110"])(
    "%s may be a number",
    (typed) => {
      expect(looksLikePhone(typed)).toBe(true);
    },
  );

  test.each(["Alma", "20", "12 Main Street", ""])("%j is none", (typed) => {
    expect(looksLikePhone(typed)).toBe(false);
  });
});

describe("moments", () => {
  const now = new Date(2026, 10, 20, 15, 0, 0);
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

  test.each([
    [0.5, "now"],
    [5, "5 min"],
    [3 * 24 * 60, "Tue"],
    [30 * 24 * 60, "Oct 21"],
    [400 * 24 * 60, "Oct 16, 2025"],
  ])("%d minutes ago reads %s", (minutes, read) => {
    expect(short(ago(minutes), now)).toBe(read);
  });

  test.each([
    [60, "Today"],
    [24 * 60, "Yesterday"],
    [3 * 24 * 60, "Tuesday"],
  ])("%d minutes ago was %s", (minutes, read) => {
    expect(dayName(ago(minutes), now)).toBe(read);
  });
});
