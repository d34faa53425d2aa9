import type { ReactNode } from "react";
import type { ContactShape } from "@/api/types.gen";
import { full } from "@/shared/lib/time";
import { Badge } from "@/shared/ui/Badge";
import { Section } from "@/shared/ui/Section";

/** What is known of a contact; what is not known is left out. */
export function ContactDetails({ contact }: { contact: ContactShape }) {
  const facts: [string, ReactNode][] = [
    [
      "Email",
      contact.email && (
        <a className="text-brand-text underline" href={`mailto:${contact.email}`}>
          {contact.email}
        </a>
      ),
    ],
    ["Status", contact.status],
    ["Package", contact.package],
    ["Location", contact.location],
    ["Time zone", contact.zone],
    ["State", contact.region],
    ["ZIP", contact.postcode],
    ...Object.entries(contact.custom),
    ["Added", contact.created_at && full(contact.created_at)],
  ];
  const known = facts.filter(([, value]) => value);
  return (
    <Section title="Details">
      <dl className="divide-y divide-rule">
        {known.map(([name, value]) => (
          <div key={name} className="grid grid-cols-[6rem_1fr] gap-3 py-3">
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0 break-words whitespace-pre-line">{value}</dd>
          </div>
        ))}
        {contact.tags.length > 0 && (
          <div className="grid grid-cols-[6rem_1fr] gap-3 py-3">
            <dt className="text-soft">Tags</dt>
            <dd className="flex flex-wrap gap-1.5">
              {contact.tags.map((tag) => (
                <Badge key={tag}>#{tag}</Badge>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </Section>
  );
}
