import type { LineShape } from "@/api/types.gen";
import { RuleCard as Card } from "@/shared/rules/RuleCard";
import type { Slot } from "@/shared/rules/RulesForm";
import { type Draft, type Faults, mayBeSilent } from "./draft";
import { RuleFields } from "./RuleFields";
import { effectsOf, type Names, titleOf } from "./words";

interface RuleCardProps extends Slot<Draft, Faults> {
  draft: Draft;
  line: LineShape;
  names: Names;
}

/** One rule: folded a line that says what it does, open its fields. */
export function RuleCard({ draft, line, names, faults = {}, onChange, ...card }: RuleCardProps) {
  const silent = !draft.alert && mayBeSilent(draft);
  return (
    <Card
      {...card}
      title={titleOf(draft)}
      detail={effectsOf(draft, silent, names)}
      faulty={Object.keys(faults).length > 0}
      trouble={faults.whole}
    >
      <RuleFields draft={draft} line={line} faults={faults} onChange={onChange} />
    </Card>
  );
}
