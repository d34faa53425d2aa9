import { useMemo, useState } from "react";
import { ApiError } from "@/api/problem";
import type { KeywordRuleShape, LineShape } from "@/api/types.gen";
import { type Draft, draftOf, faultsOf, ruleOf } from "./draft";
import { useChangeRules } from "./queries";

/** `from` is what the line had when the first change was made. */
interface Edit {
  drafts: Draft[];
  from: string;
}

const written = (drafts: Draft[]) => JSON.stringify(drafts.map(ruleOf));
const asKept = (rules: KeywordRuleShape[]) => written(rules.map(draftOf));

/** A line's rules under edit. Until one is touched they are the line's, whoever changes it meanwhile. */
export function useEditing(line: LineShape) {
  const known = useMemo(() => line.rules.map(draftOf), [line.rules]);
  const [edit, setEdit] = useState<Edit | null>(null);
  const [sent, setSent] = useState<Draft[]>([]);
  const saving = useChangeRules(line.id);
  const drafts = edit?.drafts ?? known;
  const unsaved = edit !== null && written(edit.drafts) !== edit.from;
  const change = (after: (drafts: Draft[]) => Draft[]) =>
    setEdit((now) => ({ drafts: after(now?.drafts ?? known), from: now?.from ?? written(known) }));
  const save = (onFault: (keys: string[]) => void) => {
    setSent(drafts);
    saving.mutate(drafts.map(ruleOf), {
      // What was typed while it was on its way is still to be saved.
      onSuccess: ({ rules }) =>
        setEdit((now) => (now === edit ? null : now && { ...now, from: asKept(rules) })),
      onError: (fault) =>
        onFault(Object.keys(faultsOf(fault instanceof ApiError ? fault.fields : {}, drafts))),
    });
  };
  const fields = saving.error instanceof ApiError ? saving.error.fields : {};
  return {
    drafts,
    unsaved,
    change,
    save,
    /** Somebody else saved other rules since the first change. */
    overtaken: unsaved && !saving.isPending && edit.from !== written(known),
    reset: () => setEdit(null),
    busy: saving.isPending,
    error: saving.error,
    faults: faultsOf(fields, sent),
    trouble: fields.rules,
  };
}
