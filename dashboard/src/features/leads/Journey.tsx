import { useInfiniteQuery } from "@tanstack/react-query";
import { inOrder, messagesQuery } from "@/api/messages";
import { ApiError } from "@/api/problem";
import type { LeadShape } from "@/api/types.gen";
import { Moment } from "@/shared/ui/Moment";
import { More } from "@/shared/ui/More";
import { Section } from "@/shared/ui/Section";
import { Failed, Loading } from "@/shared/ui/States";
import { journey } from "./steps";

/** Every event between the brand and the lead's contact on its line, newest first (TH-13). */
export function Journey({ lead }: { lead: LeadShape }) {
  const query = useInfiniteQuery(messagesQuery(lead.thread));
  const silent = query.error instanceof ApiError && query.error.problem.status === 404;
  const steps = journey(lead, query.data ? inOrder(query.data) : [], !query.hasNextPage);
  return (
    <Section title="Journey">
      {query.isPending && <Loading rows={3} />}
      {query.isError && !silent && <Failed error={query.error} retry={() => void query.refetch()} />}
      {(query.data || silent) && (
        <ol aria-label="Journey" className="divide-y divide-rule">
          {steps.map((step) => (
            <li key={step.key} className="flex gap-3 py-3">
              <div className="min-w-0 flex-1">
                <p>{step.what}</p>
                {step.said && (
                  <p className="text-sm whitespace-pre-line wrap-anywhere text-soft">{step.said}</p>
                )}
              </div>
              <Moment at={step.at} className="shrink-0 text-sm text-soft" />
            </li>
          ))}
        </ol>
      )}
      <More query={query} />
    </Section>
  );
}
