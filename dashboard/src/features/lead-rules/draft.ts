import type { LeadRuleShape } from "@/api/types.gen";
import { faultsIn } from "@/shared/rules/drafts";

/** What the API takes at most. */
export const MOST_RULES = 20;

/** A rule under edit; `key` stays while rules are moved, added and taken out. */
export interface Draft extends Required<LeadRuleShape> {
  key: string;
}

/** What can be wrong with a rule, by field. */
export type Faults = Partial<Record<Field, string>>;

const FIELDS = ["people", "tags", "places", "pick"] as const;
type Field = (typeof FIELDS)[number];

let counter = 0;

export function draftOf({ pick = "in_turn", people = [], tags = [], places = [] }: LeadRuleShape): Draft {
  counter += 1;
  return { key: `lead-rule-${counter}`, pick, people, tags, places };
}

export function ruleOf({ key, ...rule }: Draft): LeadRuleShape {
  return { ...rule, tags: [...rule.tags].sort(), places: [...rule.places].sort() };
}

export const faultsOf = faultsIn("lead_rules", FIELDS, "people");
