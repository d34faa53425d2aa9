import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Days, leagueQuery } from "@/api/leads";
import type { Figures, LeagueShape } from "@/api/types.gen";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { Choices } from "@/shared/ui/Choices";
import { Page } from "@/shared/ui/Page";
import { Section } from "@/shared/ui/Section";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { FiguresList } from "./FiguresList";
import { LeadTabs } from "./LeadTabs";
import { SOURCES, targetWords, UNASSIGNED } from "./words";

const PERIODS: Record<Days, string> = { 7: "7 days", 30: "30 days", 90: "90 days" };

/** How fast leads are written to: everybody's for managers, for others their own. */
export function SpeedPage() {
  const [days, setDays] = useState<Days>(30);
  const query = useQuery({ ...leagueQuery(days), placeholderData: keepPreviousData });
  return (
    <Page title="Leads" wide>
      <LeadTabs />
      <Choices label="Period" of={PERIODS} chosen={days} choose={(one) => setDays(Number(one) as Days)} />
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && <League league={query.data} />}
    </Page>
  );
}

function League({ league }: { league: LeagueShape }) {
  if (league.total.leads === 0)
    return (
      <Empty icon="clock" title={`No leads in ${league.days} days`}>
        How soon each new lead is written to shows here.
      </Empty>
    );
  return (
    <div className="mt-4 flex flex-col gap-6 pb-24">
      <p className="text-sm text-soft">
        {targetWords(league)}
        {league.more && ` Of more than ${league.read} leads these are the latest ${league.read}.`}
      </p>
      {league.every && <Row name="All" start={null} figures={league.total} />}
      <Section title={league.every ? "By person" : "You"}>
        <ol aria-label="By person" className="divide-y divide-rule">
          {league.people.map(({ person, ...figures }) => (
            <li key={person?.id ?? ""} className="py-3">
              <Row
                name={person?.name ?? UNASSIGNED}
                start={<Avatar name={person?.name ?? ""} id={person?.id ?? ""} size="size-9" />}
                figures={figures}
              />
            </li>
          ))}
        </ol>
      </Section>
      {league.sources.length > 1 && (
        <Section title="By how they came in">
          <ul aria-label="By how they came in" className="divide-y divide-rule">
            {league.sources.map(({ source, ...figures }) => (
              <li key={source} className="py-3 first-letter:uppercase">
                <Row name={SOURCES[source]} start={null} figures={figures} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function Row({ name, start, figures }: { name: string; start: ReactNode; figures: Figures }) {
  return (
    <div className="flex flex-col gap-2 lg:flex-row lg:items-center">
      <p className="flex min-w-0 items-center gap-3 lg:w-56">
        {start}
        <span className="min-w-0 flex-1 truncate font-medium first-letter:uppercase">{name}</span>
        {figures.overdue > 0 && <Badge tone="danger">{figures.overdue} late now</Badge>}
      </p>
      <FiguresList figures={figures} />
    </div>
  );
}
