import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { contactQuery } from "@/api/contacts";
import type { LeadShape } from "@/api/types.gen";
import { ConsentButton } from "@/shared/consent/ConsentButton";
import { Section } from "@/shared/ui/Section";
import { Failed, Loading } from "@/shared/ui/States";
import { Fact } from "./Fact";

/** What is known of the lead's contact, and whether its line may text it: the badge opens the history of that. */
export function LeadContact({ lead }: { lead: LeadShape }) {
  const query = useQuery(contactQuery(lead.contact.id));
  const contact = query.data;
  const consent = contact?.consents?.find((known) => known.line.id === lead.line.id)?.state ?? "none";
  const facts: [string, ReactNode][] = contact
    ? [
        ["Email", contact.email],
        ["Status", contact.status],
        ["Package", contact.package],
        ["Location", contact.location],
        ["ZIP", contact.postcode],
        ["Tags", contact.tags.map((tag) => `#${tag}`).join(", ")],
        ...Object.entries(contact.custom),
      ]
    : [];
  return (
    <Section
      title="Contact"
      end={contact && <ConsentButton consent={consent} contact={contact.id} line={lead.line.id} />}
    >
      {query.isPending && <Loading rows={2} />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {contact && (
        <dl className="divide-y divide-rule">
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ))}
        </dl>
      )}
    </Section>
  );
}
