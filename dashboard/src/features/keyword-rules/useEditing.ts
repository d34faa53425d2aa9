import type { LineShape } from "@/api/types.gen";
import { useEditing as useRules } from "@/shared/rules/useEditing";
import { draftOf, faultsOf, ruleOf } from "./draft";
import { useChangeRules } from "./queries";

const KEYWORD_RULES = { list: "rules", draftOf, ruleOf, faultsOf };

/** A line's rules under edit. */
export function useEditing(line: LineShape) {
  return useRules(KEYWORD_RULES, line.rules, useChangeRules(line.id), ({ rules }) => rules);
}
