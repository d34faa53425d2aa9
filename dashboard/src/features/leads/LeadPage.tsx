import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { leadQuery } from "@/api/leads";
import { ApiError } from "@/api/problem";
import type { LeadShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { Moment } from "@/shared/ui/Moment";
import { Page } from "@/shared/ui/Page";
import { Section } from "@/shared/ui/Section";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { Clock } from "./Clock";
import { Fact } from "./Fact";
import { Journey } from "./Journey";
import { LeadActions } from "./LeadActions";
import { LeadContact } from "./LeadContact";
import { SOURCES } from "./words";

/** One lead: who it is, who has it, how far it is, and all that happened (TH-13). */
export function LeadPage() {
  const { leadId = "" } = useParams({ strict: false });
  const query = useQuery(leadQuery(leadId));
  const lead = query.data;
  const absent = query.error instanceof ApiError && query.error.problem.status === 404;
  return (
    <Page title={lead ? lead.contact.name || pretty(lead.contact.phone) : "Lead"} back="/leads">
      {query.isPending && <Loading rows={3} />}
      {absent && (
        <Empty icon="search" title="This lead is not here">
          It does not exist, or it is on a line that is not yours.
        </Empty>
      )}
      {query.isError && !absent && <Failed error={query.error} retry={() => void query.refetch()} />}
      {lead && <Lead lead={lead} />}
    </Page>
  );
}

function Lead({ lead }: { lead: LeadShape }) {
  const { contact, line } = lead;
  const evidence = Object.entries(lead.evidence);
  return (
    <div className="flex flex-col gap-8">
      <div className="flex items-center gap-4">
        <Avatar name={contact.name} id={contact.id} size="size-16" />
        <div className="min-w-0 flex-1">
          <Link
            to="/contacts/$contactId"
            params={{ contactId: contact.id }}
            className="text-brand-text underline"
          >
            {pretty(contact.phone)}
          </Link>
          <p className="text-soft">{lead.owner ? `${lead.owner.name} has it` : "Nobody has it yet"}</p>
          <Clock lead={lead} />
        </div>
      </div>
      {/* Anew where somebody else was faster; a clock that begins to run takes no sheet from under one's finger. */}
      <LeadActions key={`${lead.owner?.id ?? ""} ${lead.stage}`} lead={lead} />
      <LeadContact lead={lead} />
      <Section title="Where it came from">
        <dl className="divide-y divide-rule">
          <Fact name="Came in">
            {SOURCES[lead.source]}, <Moment at={lead.since} />
          </Fact>
          <Fact name="Line">
            {line.label ? `${line.label}, ${pretty(line.number)}` : pretty(line.number)}
          </Fact>
          {evidence.map(([name, said]) => (
            <Fact key={name} name={name.replaceAll("_", " ")}>
              {said}
            </Fact>
          ))}
        </dl>
      </Section>
      <Journey lead={lead} />
    </div>
  );
}
