import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { GroupPatch, GroupShape } from "@/api/types.gen";
import { Dialog } from "@/shared/ui/Dialog";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { Notice } from "@/shared/ui/States";
import { LineChoice, useAskedLine } from "./LineChoice";
import { useChangeGroup } from "./queries";
import { RuleCount, useFit } from "./RuleCount";
import { RuleEditor } from "./RuleEditor";
import { type ApiRule, type Draft, faultsOf, fromRule, isComplete, needsLine, toRule } from "./rule";

/** Asks for a live group's new rule. */
export function EditRule({
  group,
  open,
  onClose,
}: {
  group: GroupShape;
  open: boolean;
  onClose: () => void;
}) {
  const draft = fromRule((group.rule ?? {}) as ApiRule);
  return (
    <Dialog open={open} onClose={onClose} title={`Who belongs to ${group.name}`}>
      {draft ? (
        <RuleForm group={group} written={draft} onClose={onClose} />
      ) : (
        <Notice tone="warn">
          This rule was written by a program, in a way that this form cannot show. It means:{" "}
          {group.description}.
        </Notice>
      )}
    </Dialog>
  );
}

function RuleForm({ group, written, onClose }: { group: GroupShape; written: Draft; onClose: () => void }) {
  const [draft, setDraft] = useState(written);
  const asked = useAskedLine(needsLine(draft));
  const fit = useFit(draft, asked.line);
  const change = useChangeGroup(group.id);
  const refused = change.error instanceof ApiError ? faultsOf(change.error.fields, draft).lines : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ rule: toRule(draft) as GroupPatch["rule"] }, { onSuccess: onClose });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <RuleEditor draft={draft} onChange={setDraft} faults={{ ...fit.faults.lines, ...refused }} />
      <LineChoice asked={asked} />
      <RuleCount fit={fit} />
      <FormTrouble fault={change.error} shown={Object.keys(refused).length > 0 ? ["rule"] : []} />
      <SaveRow busy={change.isPending} disabled={!isComplete(draft)} onLeave={onClose} />
    </form>
  );
}
