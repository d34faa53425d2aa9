import type { LeadRuleShape } from "@/api/types.gen";
import { RuleCard } from "@/shared/rules/RuleCard";
import { RulesForm as Form } from "@/shared/rules/RulesForm";
import { draftOf, MOST_RULES } from "./draft";
import { RuleFields } from "./RuleFields";
import { useEditing } from "./useEditing";
import { useChoices, useNames } from "./useNames";
import { fallback, givesTo, titleOf } from "./words";

/** The brand's rules, to be changed by an admin. */
export function RulesForm({ rules }: { rules: LeadRuleShape[] }) {
  const editing = useEditing(rules);
  const names = useNames();
  const people = useChoices();
  return (
    <Form
      label="Lead rules"
      editing={editing}
      most={MOST_RULES}
      full="That is as many as there can be. Put some into one rule."
      fresh={() => draftOf({})}
      icon="group"
      example="New leads wait unassigned, and the managers are told. A rule gives them to somebody at once: in turn, by place, by tag, or to who is the least busy."
      below={editing.drafts.length > 0 && <p className="text-sm text-soft">{fallback(editing.drafts)}</p>}
      card={(draft, { faults, onChange, ...slot }) => (
        <RuleCard
          key={draft.key}
          title={titleOf(draft)}
          detail={givesTo(draft, names)}
          faulty={faults !== undefined}
          {...slot}
        >
          <RuleFields draft={draft} people={people} faults={faults ?? {}} onChange={onChange} />
        </RuleCard>
      )}
    />
  );
}
