import type { KeywordRuleShape } from "@/api/types.gen";
import { faultsIn } from "@/shared/rules/drafts";

/** What a line takes at most: rules, and characters of what it says by itself. */
export const MOST_RULES = 20;
export const LONGEST = 320;

/** A rule under edit; `key` stays while rules are moved, added and taken out. Empty: no group, nobody. */
export interface Draft {
  key: string;
  words: string[];
  anywhere: boolean;
  reply: string;
  tags: string[];
  group: string;
  assignee: string;
  alert: boolean;
}

/** What can be wrong with a rule, by field; "whole" is the rule itself. */
export type Faults = Partial<Record<Field | "whole", string>>;

const FIELDS = ["words", "reply", "tags", "group", "assignee", "alert"] as const;
type Field = (typeof FIELDS)[number];

let counter = 0;

function keyOf(): string {
  counter += 1;
  return `rule-${counter}`;
}

export function freshRule(): Draft {
  return draftOf({ words: [] });
}

export function draftOf(rule: KeywordRuleShape): Draft {
  return {
    key: keyOf(),
    words: rule.words,
    anywhere: rule.anywhere ?? false,
    reply: rule.reply ?? "",
    tags: rule.tags ?? [],
    group: rule.group ?? "",
    assignee: rule.assignee ?? "",
    alert: rule.alert ?? true,
  };
}

/** Whether the reply can be all there is to it, so that nobody need be told. */
export function mayBeSilent({ reply, assignee }: Pick<Draft, "reply" | "assignee">): boolean {
  return reply.trim() !== "" && assignee === "";
}

/** The rule as it is sent. That nobody is told is kept while it cannot be, and not sent. */
export function ruleOf({ key, ...draft }: Draft): KeywordRuleShape {
  return {
    ...draft,
    reply: draft.reply.trim(),
    tags: [...draft.tags].sort(),
    group: draft.group || null,
    assignee: draft.assignee || null,
    alert: draft.alert || !mayBeSilent(draft),
  };
}

export const faultsOf = faultsIn("rules", [...FIELDS, "whole"] as const, "whole");
