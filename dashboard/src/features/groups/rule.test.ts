import { describe, expect, it } from "vitest";
import {
  type ApiRule,
  asksALine,
  faultsOf,
  freshDraft,
  fromRule,
  isComplete,
  needsLine,
  toRule,
} from "./rule";

const tag: ApiRule = { field: "tag", op: "is", value: ["vip", "golf"] };

describe("a rule in the editor", () => {
  it.each<ApiRule>([
    { all: [tag] },
    { any: [tag, { not: tag }] },
    { all: [{ field: "custom.shoe size", op: "begins", value: ["3"] }] },
    { all: [{ not: { field: "email", op: "known" } }] },
    {
      any: [
        { field: "last_inbound", op: "older", days: 30 },
        { field: "consent", op: "is", value: ["yes"] },
      ],
    },
  ])("is the same afterwards: %j", (rule) => {
    const draft = fromRule(rule);
    expect(draft && toRule(draft)).toEqual(rule);
    expect(draft && isComplete(draft)).toBe(true);
  });

  it.each<ApiRule>([
    { all: [{ any: [tag] }] },
    { not: { all: [tag] } },
    { all: [{ field: "tag", op: "is", value: ["a, b"] }] },
    { all: [{ not: { field: "location", op: "contains", value: ["x"] } }] },
    { all: [{ field: "consent", op: "is", value: ["yes", "no"] }] },
    { all: [{ field: "owner", op: "known" }] },
  ])("is not shown by halves: %j", (rule) => expect(fromRule(rule)).toBeNull());

  it("is complete once everything is filled in", () => {
    const draft = freshDraft();
    expect(isComplete(draft)).toBe(false);
    const [line] = draft.lines;
    expect(line && isComplete({ ...draft, lines: [{ ...line, value: "vip" }] })).toBe(true);
    expect(line && isComplete({ ...draft, lines: [{ ...line, field: "custom", value: "38" }] })).toBe(false);
    expect(isComplete({ ...draft, lines: [] })).toBe(false);
  });

  it("knows what differs from line to line, however deep", () => {
    const deep: ApiRule = {
      any: [tag, { not: { all: [{ field: "last_outbound", op: "within", days: 3 }] } }],
    };
    expect(asksALine(deep)).toBe(true);
    expect(asksALine({ all: [tag] })).toBe(false);
    const draft = fromRule({ all: [{ field: "consent", op: "is", value: ["yes"] }] });
    expect(draft && needsLine(draft)).toBe(true);
  });

  it("puts each fault at its condition", () => {
    const fields = {
      "rule.all[1].value[0]": "Wrong.",
      "rule.any[0].not.days": "Bad.",
      rule: "Deep.",
      name: "No.",
    };
    expect(faultsOf(fields)).toEqual({ lines: { 0: "Bad.", 1: "Wrong." }, rule: "Deep." });
  });
});
