import type { LineShape } from "@/api/types.gen";
import { RulesForm as Form } from "@/shared/rules/RulesForm";
import { freshRule, MOST_RULES } from "./draft";
import { RuleCard } from "./RuleCard";
import { useEditing } from "./useEditing";
import { useNames } from "./useNames";

/** A line's rules, to be changed by an admin. */
export function RulesForm({ line }: { line: LineShape }) {
  const editing = useEditing(line);
  const names = useNames(line, true);
  return (
    <Form
      label="Keyword rules"
      editing={editing}
      most={MOST_RULES}
      full="That is as many as a line takes. Put words with the same reply into one rule."
      fresh={freshRule}
      icon="robot"
      example="For example: who texts “hours” is told when you are open, gets the tag “asked”, and none of you need look."
      above={
        editing.drafts.length > 1 && (
          <p className="text-sm text-soft">
            A word that is the whole text goes first; of words within a text, the first rule here counts.
          </p>
        )
      }
      card={(draft, slot) => <RuleCard key={draft.key} draft={draft} line={line} names={names} {...slot} />}
    />
  );
}
