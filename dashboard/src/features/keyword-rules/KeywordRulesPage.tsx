import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { linesQuery, useMay } from "@/api/me";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { RuleFacts } from "./RuleFacts";
import { RulesForm } from "./RulesForm";

/** What becomes of texts to one line that hold certain words. */
export function KeywordRulesPage() {
  const { lineId } = useParams({ from: "/shell/settings/lines/$lineId/rules" });
  // All rules are saved at once: one begins with those that hold now.
  const query = useQuery({ ...linesQuery, staleTime: 0 });
  const may = useMay("manage_lines");
  const line = query.data?.find((known) => known.id === lineId);
  return (
    <Page title="Keyword rules" back="/settings/lines/$lineId">
      {query.isPending && <Loading rows={4} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && !line && <p>There is no such line, or you do not see it.</p>}
      {line && (
        <div key={line.id} className="flex flex-col gap-6">
          <div className="flex flex-col gap-2">
            <p className="text-lg">{line.label}</p>
            <p className="text-sm text-soft text-pretty">
              What becomes of texts with certain words: a reply, tags, a place on a list, somebody’s hands.
              STOP, START, YES, HELP and the keywords of opt-in forms always go first. A contact gets at most
              one automatic reply a day from a line; another is kept for HELP.
            </p>
          </div>
          {may ? <RulesForm line={line} /> : <RuleFacts line={line} />}
        </div>
      )}
    </Page>
  );
}
