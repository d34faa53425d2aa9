import type { LeadRuleShape } from "@/api/types.gen";
import { draftOf } from "./draft";
import { useNames } from "./useNames";
import { fallback, givesTo, titleOf } from "./words";

/** The rules, for those who do not change them. */
export function RuleFacts({ rules }: { rules: LeadRuleShape[] }) {
  const names = useNames();
  if (rules.length === 0) return <p>There are no rules: managers assign leads.</p>;
  const drafts = rules.map(draftOf);
  return (
    <>
      <ol aria-label="Rules" className="divide-y divide-rule border-y border-rule">
        {drafts.map((rule) => (
          <li key={rule.key} className="py-3 wrap-anywhere">
            <p className="font-medium">{titleOf(rule)}</p>
            <p className="text-sm text-soft">{givesTo(rule, names)}</p>
          </li>
        ))}
      </ol>
      <p className="text-sm text-soft">{fallback(drafts)}</p>
    </>
  );
}
