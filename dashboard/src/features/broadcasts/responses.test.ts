import { describe, expect, it } from "vitest";
import { filtersFor, percent, responsesOf, shownLabel, wasTexted } from "./responses";

const responses = {
  texted: 8,
  replies: 2,
  reply_rate: 0.25,
  opt_outs: 0,
  opt_out_rate: 0,
  clicks: 1,
  click_rate: 0.125,
  openings: 3,
  within_days: 3,
  conversions: 1,
  conversion_rate: 0.125,
  won_within_days: 30,
};

describe("responses", () => {
  it("asks for who responded apart from the states of texts", () => {
    expect(filtersFor("replied")).toEqual([{ response: "replied" }]);
    expect(filtersFor("converted")).toEqual([{ response: "converted" }]);
    expect(filtersFor("delivered")).toEqual([{ status: "delivered" }]);
    expect(filtersFor(null)).toEqual([{}]);
  });

  it("names what is listed", () => {
    expect([shownLabel("opted_out"), shownLabel("failed")]).toEqual(["Opted out", "Failed"]);
    expect(responsesOf(responses, false).map(({ count }) => count)).toEqual([2, 0, 1]);
    expect(responsesOf(responses, true).map(({ count }) => count)).toEqual([2, 0, 1, 1]);
  });

  it("has nothing to tell while nobody was texted", () => {
    expect(wasTexted(responses)).toBe(true);
    expect(wasTexted({ ...responses, texted: 0, replies: 0 })).toBe(false);
    expect(wasTexted({ ...responses, texted: 0 })).toBe(true);
  });

  it.each([
    [0, "0%"],
    [0.25, "25%"],
    [0.0126, "1.3%"],
    [0.0001, "< 0.1%"],
    [1, "100%"],
  ])("says %d as %s", (rate, words) => {
    expect(percent(rate)).toBe(words);
  });
});
