import { expect, it } from "vitest";
import { moved } from "@/shared/rules/drafts";
import { faultsOf, freshRule, mayBeSilent } from "./draft";
import { effectsOf } from "./words";

it("knows a rule's faults by the place at which it was sent", () => {
  const [one, two] = [freshRule(), freshRule()];
  const fields = {
    "rules.1.words.3": "Too long.",
    "rules.1.anywhere": "No.",
    "rules.7.reply": "?",
    label: "x",
  };
  expect(faultsOf(fields, [one, two])).toEqual({ [two.key]: { words: "Too long.", whole: "No." } });
  expect(moved([one, two], 0, 1)).toEqual([two, one]);
});

it("says in a line what a rule does", () => {
  const names = { groups: {}, people: {} };
  expect(effectsOf(freshRule(), false, names)).toBe("→ nothing yet");
  const rule = { ...freshRule(), tags: ["a", "b"], group: "g", assignee: "p" };
  expect(effectsOf(rule, false, names)).toBe("→ tags: a, b, list: one of yours, to somebody else");
  expect(mayBeSilent({ reply: "  ", assignee: "" })).toBe(false);
});
