/** A rule under edit: its key stays while its place changes. */
export interface Keyed {
  key: string;
}

/** The rules with the one at `place` a step up (-1) or down (1). */
export function moved<D extends Keyed>(drafts: D[], place: number, step: -1 | 1): D[] {
  const found = drafts[place];
  const rest = drafts.filter((_, index) => index !== place);
  return found ? rest.toSpliced(place + step, 0, found) : drafts;
}

/**
 * What is wrong with each rule, by its key: the API names a rule by its `list` and the place at which it was sent. What
 * none of the `known` fields shows is told at `other`.
 */
export function faultsIn<F extends string>(
  list: string,
  known: readonly F[],
  other: F,
): (fields: Record<string, string>, sent: Keyed[]) => Record<string, Partial<Record<F, string>>> {
  return (fields, sent) => {
    const found: Record<string, Partial<Record<F, string>>> = {};
    for (const [path, sentence] of Object.entries(fields)) {
      const [begins, place, name] = path.split(".");
      const draft = begins === list ? sent[Number(place)] : undefined;
      const field = known.find((one) => one === name) ?? other;
      if (draft) found[draft.key] = { [field]: sentence, ...found[draft.key] } as Partial<Record<F, string>>;
    }
    return found;
  };
}
