import type { UseMutationResult } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ApiError } from "@/api/problem";
import type { Keyed } from "./drafts";

/** How rules are read and written. `list` is their field in the API. */
interface Kind<R, D extends Keyed, F> {
  list: string;
  draftOf: (rule: R) => D;
  ruleOf: (draft: D) => R;
  faultsOf: (fields: Record<string, string>, sent: Keyed[]) => Record<string, F>;
}

/** `from` is what stood there when the first change was made. */
interface Edit<D> {
  drafts: D[];
  from: string;
}

/** Rules under edit, which are all saved at once. Until one is touched they are those of `rules`, whoever changes these
 * meanwhile. `kept` finds what was kept in what `saving` answers. */
export function useEditing<R, D extends Keyed, F, A>(
  kind: Kind<R, D, F>,
  rules: R[],
  saving: UseMutationResult<A, Error, R[]>,
  kept: (answer: A) => R[],
) {
  const written = (drafts: D[]) => JSON.stringify(drafts.map(kind.ruleOf));
  const { draftOf } = kind;
  const known = useMemo(() => rules.map(draftOf), [rules, draftOf]);
  const [edit, setEdit] = useState<Edit<D> | null>(null);
  const [sent, setSent] = useState<D[]>([]);
  const drafts = edit?.drafts ?? known;
  const unsaved = edit !== null && written(edit.drafts) !== edit.from;
  const change = (after: (drafts: D[]) => D[]) =>
    setEdit((now) => ({ drafts: after(now?.drafts ?? known), from: now?.from ?? written(known) }));
  const save = (onFault: (keys: string[]) => void) => {
    setSent(drafts);
    saving.mutate(drafts.map(kind.ruleOf), {
      // What was typed while it was on its way is still to be saved.
      onSuccess: (answer) => {
        const from = written(kept(answer).map(draftOf));
        setEdit((now) => (now === edit ? null : now && { ...now, from }));
      },
      onError: (fault) =>
        onFault(Object.keys(kind.faultsOf(fault instanceof ApiError ? fault.fields : {}, drafts))),
    });
  };
  const fields = saving.error instanceof ApiError ? saving.error.fields : {};
  return {
    list: kind.list,
    drafts,
    unsaved,
    change,
    save,
    /** Somebody else saved other rules since the first change. */
    overtaken: unsaved && !saving.isPending && edit.from !== written(known),
    reset: () => setEdit(null),
    busy: saving.isPending,
    error: saving.error,
    faults: kind.faultsOf(fields, sent),
    trouble: fields[kind.list],
  };
}

export type Editing<D extends Keyed, F> = ReturnType<typeof useEditing<unknown, D, F, unknown>>;
