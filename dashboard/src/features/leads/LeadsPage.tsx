import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { leadsQuery, type Which } from "@/api/leads";
import { meQuery } from "@/api/me";
import { rowsOf } from "@/api/pages";
import type { LeadStage } from "@/api/types.gen";
import { Choices } from "@/shared/ui/Choices";
import { Select } from "@/shared/ui/Field";
import { List } from "@/shared/ui/List";
import { More } from "@/shared/ui/More";
import { Page } from "@/shared/ui/Page";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { ImportLink } from "./ImportLink";
import { LeadRowLink } from "./LeadRowLink";
import { LeadTabs } from "./LeadTabs";
import { STAGES, UNASSIGNED } from "./words";

const VIEWS: Record<Which, string> = { unassigned: UNASSIGNED, mine: "Mine", all: "All" };
const NOTHING: Record<Which, string> = {
  unassigned: "Every lead is with somebody.",
  mine: "Leads that are given to you show here, the longest waiting first.",
  all: "Leads come by forms, keywords, files and other systems, or are made out of a conversation.",
};

/** Leads with their clocks: managers see first those that nobody has, everybody else its own. */
export function LeadsPage() {
  const me = useQuery(meQuery).data;
  const search = useSearch({ from: "/shell/leads" });
  const view = search.view ?? (me?.may.includes("assign") ? "unassigned" : "mine");
  return (
    <Page title="Leads" actions={<ImportLink />}>
      <LeadTabs />
      {me ? <Leads view={view} stage={search.stage ?? null} /> : <Loading />}
    </Page>
  );
}

function Leads({ view, stage }: { view: Which; stage: LeadStage | null }) {
  const navigate = useNavigate();
  const shown = view === "unassigned" ? null : stage;
  const query = useInfiniteQuery(leadsQuery(view, shown));
  const leads = rowsOf(query.data);
  const go = (to: Which, at: LeadStage | null) =>
    void navigate({ to: "/leads", search: { view: to, ...(at && { stage: at }) }, replace: true });
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <Choices label="Which leads" of={VIEWS} chosen={view} choose={(one) => go(one as Which, stage)} />
        {view !== "unassigned" && (
          <Select
            label="Stage"
            value={stage ?? ""}
            onChange={(event) => go(view, (event.target.value || null) as LeadStage | null)}
          >
            <option value="">All stages</option>
            {Object.entries(STAGES).map(([one, words]) => (
              <option key={one} value={one}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </div>
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && leads.length === 0 && !query.hasNextPage && (
        <Empty icon="check" title={shown ? `No leads at ${STAGES[shown]}` : "No leads here"}>
          {NOTHING[view]}
        </Empty>
      )}
      {leads.length > 0 && (
        <List label={`${VIEWS[view]} leads`}>
          {leads.map((lead) => (
            <li key={lead.id}>
              <LeadRowLink lead={lead} />
            </li>
          ))}
        </List>
      )}
      <More query={query} />
    </>
  );
}
