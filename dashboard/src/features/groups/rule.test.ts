import { describe, expect, it } from "vitest";
import {
  type ApiRule,
  asksALine,
  type Draft,
  faultsOf,
  freshDraft,
  freshLine,
  fromRule,
  isComplete,
  isGroup,
  needsLine,
  toRule,
} from "./rule";
import { fieldOf } from "./ruleFields";

it("calls a field as the contact's page does", () => {
  expect(fieldOf("location").label).toBe("Location");
});

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
    { not: { any: [tag] } },
    { all: [tag, { any: [tag, { not: tag }] }, { not: { any: [{ field: "lead", op: "known" }] } }] },
    { any: [{ all: [{ any: [tag] }, tag] }] },
    { all: [{ field: "owner", op: "is", value: ["p1", "p2"] }, { not: { field: "owner", op: "known" } }] },
  ])("is the same afterwards: %j", (rule) => {
    const draft = fromRule(rule);
    expect(draft && toRule(draft)).toEqual(rule);
    expect(draft && isComplete(draft)).toBe(true);
  });

  it.each<ApiRule>([
    { not: { all: [tag] } },
    { all: [{ any: [tag, { not: { all: [tag] } }] }] },
    { not: { not: tag } },
    {},
    { all: [{ field: "tag", op: "is", value: ["a, b"] }] },
    { all: [{ not: { field: "location", op: "contains", value: ["x"] } }] },
    { all: [{ field: "consent", op: "is", value: ["yes", "no"] }] },
    { all: [{ field: "owner", op: "contains", value: ["p1"] }] },
  ])("is not shown by halves: %j", (rule) => expect(fromRule(rule)).toBeNull());

  it("is complete once everything is filled in", () => {
    const draft = freshDraft();
    expect(isComplete(draft)).toBe(false);
    const filled = { ...freshLine(), value: "vip" };
    expect(isComplete({ ...draft, parts: [filled] })).toBe(true);
    expect(isComplete({ ...draft, parts: [{ ...filled, value: " , " }] })).toBe(false);
    expect(isComplete({ ...draft, parts: [{ ...filled, field: "custom" }] })).toBe(false);
    expect(isComplete({ ...draft, parts: [filled, freshDraft()] })).toBe(false);
    expect(isComplete({ ...draft, parts: [] })).toBe(false);
  });

  it("knows what differs from line to line, however deep", () => {
    const deep: ApiRule = {
      any: [tag, { not: { all: [{ field: "last_outbound", op: "within", days: 3 }] } }],
    };
    expect(asksALine(deep)).toBe(true);
    expect(asksALine({ all: [tag] })).toBe(false);
    const draft = fromRule({ all: [{ field: "consent", op: "is", value: ["yes"] }] });
    expect(draft && needsLine(draft)).toBe(true);
    const grouped = fromRule({ all: [tag, { any: [{ field: "lead", op: "known" }] }] });
    expect(grouped && needsLine(grouped)).toBe(true);
    const plain = fromRule({ all: [tag, { any: [tag] }] });
    expect(plain && needsLine(plain)).toBe(false);
  });

  it("puts each fault at its condition, in groups too", () => {
    const draft = fromRule({ all: [tag, { not: tag }, { not: { any: [tag, tag] } }, tag] }) as Draft;
    const [first, second, group] = draft.parts;
    const inner = group && isGroup(group) ? group.parts[1] : undefined;
    const fields = {
      "rule.all[0].value[0]": "Wrong.",
      "rule.all[1].not.op": "Bad.",
      "rule.all[2].not.any[1].field": "Odd.",
      "rule.all[2]": "Deep.",
      name: "No.",
    };
    expect(faultsOf(fields, draft)).toEqual({
      lines: { [first?.key ?? 0]: "Wrong.", [second?.key ?? 0]: "Bad.", [inner?.key ?? 0]: "Odd." },
      rule: "Deep.",
    });
    expect(faultsOf({ name: "No." }, draft)).toEqual({ lines: {} });
  });
});
