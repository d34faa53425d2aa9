import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { ApiError, sentence } from "@/api/problem";
import { pretty } from "@/shared/lib/phone";
import { fitQuery } from "./queries";
import { type ApiRule, type Draft, faultsOf, isComplete, toRule } from "./rule";

/** What the API says of a rule that is being written: nothing before it is complete. */
export function useFit(draft: Draft, line: string | null) {
  const asked = useDeferredValue(draft);
  const written = isComplete(asked) ? JSON.stringify(toRule(asked)) : "";
  const query = useQuery(fitQuery(written ? (JSON.parse(written) as ApiRule) : null, line));
  const fields = query.error instanceof ApiError ? query.error.fields : {};
  return { query, faults: faultsOf(fields, asked) };
}

/** How many a rule means now, and some of them by name. */
export function RuleCount({ fit }: { fit: ReturnType<typeof useFit> }) {
  const { query, faults } = fit;
  const found = query.data;
  return (
    <div aria-live="polite" data-testid="fit" className="rounded-2xl bg-hover px-4 py-3">
      {found ? (
        <>
          <p className="font-semibold">{countInWords(found.count, found.exact)}</p>
          <p className="text-soft">
            {found.sample.map((one) => one.name || pretty(one.phone)).join(", ")}
            {found.count > found.sample.length && " …"}
          </p>
        </>
      ) : (
        <p className="text-soft">
          {query.isError
            ? (faults.rule ?? waitingWords(query.error))
            : query.isFetching
              ? "Counting…"
              : EMPTY}
        </p>
      )}
    </div>
  );
}

const EMPTY = "Fill the conditions in, and you see here how many fit.";

function waitingWords(error: unknown): string {
  return error instanceof ApiError && Object.keys(error.fields).length > 0 ? EMPTY : sentence(error);
}

/** "1 contact fits now", "At least 5,000 contacts fit now". */
export function countInWords(count: number, exact: boolean): string {
  const people =
    count === 1 ? "1 contact fits" : `${count === 0 && exact ? "No" : count.toLocaleString()} contacts fit`;
  return `${exact ? "" : "At least "}${people} now`;
}
