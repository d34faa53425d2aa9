import { useInfiniteQuery } from "@tanstack/react-query";
import { useId } from "react";
import { leadsQuery } from "@/api/leads";
import { rowsOf } from "@/api/pages";
import type { LeadStage } from "@/api/types.gen";
import { More } from "@/shared/ui/More";
import { Failed, Loading } from "@/shared/ui/States";
import { BoardCard } from "./BoardCard";
import { STAGES, UNASSIGNED } from "./words";

/** The leads of one stage, the longest waiting first: a manager sees everybody's, others their own. */
export function BoardColumn({ stage, manages }: { stage: LeadStage; manages: boolean }) {
  const heading = useId();
  const view = stage === "new" ? "unassigned" : manages ? "all" : "mine";
  const query = useInfiniteQuery(leadsQuery(view, stage === "new" ? null : stage));
  const leads = rowsOf(query.data);
  // All six stand beside each other from 1280 px on; where not, the next one is seen in part, as a sign that there is more.
  return (
    <section
      aria-labelledby={heading}
      className="flex min-w-[70vw] flex-1 flex-col gap-2 rounded-2xl bg-canvas p-2 sm:min-w-45"
    >
      <h2 id={heading} className="flex items-baseline gap-2 px-1 font-semibold">
        {stage === "new" ? UNASSIGNED : STAGES[stage]}
        {query.data && (
          <span className="text-sm font-normal text-soft">
            {leads.length}
            {query.hasNextPage && "+"}
          </span>
        )}
      </h2>
      {query.isPending && <Loading rows={2} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      <ul aria-labelledby={heading} className="flex flex-col gap-2">
        {leads.map((lead) => (
          <BoardCard key={`${lead.id}.${lead.version}`} lead={lead} manages={manages} />
        ))}
      </ul>
      <More query={query} />
    </section>
  );
}
