import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ThreadShape } from "@/api/types.gen";
import { ConsentButton } from "@/shared/consent/ConsentButton";
import { pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { buttonClass } from "@/shared/ui/Button";
import { Moment } from "@/shared/ui/Moment";

/** Beside the conversation on a wide screen: what is known of the contact here. */
export function Details({ thread }: { thread: ThreadShape }) {
  const { contact } = thread;
  return (
    <aside
      aria-label="About this conversation"
      className="hidden w-72 shrink-0 flex-col gap-6 overflow-y-auto border-l border-rule bg-canvas p-6 xl:flex"
    >
      <div className="flex flex-col items-center gap-2 text-center">
        <Avatar name={contact.name} id={contact.id} size="size-20" />
        <p className="text-lg font-semibold">{contact.name || pretty(contact.phone)}</p>
        {contact.name && <p className="text-soft">{pretty(contact.phone)}</p>}
      </div>
      <dl className="flex flex-col gap-4 text-sm">
        <Fact term="Consent on this line">
          <ConsentButton consent={thread.consent} contact={contact.id} line={thread.line.id} />
        </Fact>
        <Fact term="Line">
          {thread.line.label && `${thread.line.label}, `}
          {pretty(thread.line.number)}
        </Fact>
        <Fact term="Who has it">{thread.assignee?.name ?? "Nobody in particular"}</Fact>
        {thread.lead && (
          <Fact term="Lead">
            <Link
              to="/leads/$leadId"
              params={{ leadId: thread.lead.id }}
              className="text-brand-text underline first-letter:uppercase"
            >
              {thread.lead.stage}
            </Link>
          </Fact>
        )}
        <Fact term="Last reply">
          {thread.last_reply_at ? <Moment at={thread.last_reply_at} /> : "None yet"}
        </Fact>
        {thread.tags.length > 0 && (
          <Fact term="Tags">
            <span className="flex flex-wrap gap-1.5">
              {thread.tags.map((tag) => (
                <Badge key={tag}>#{tag}</Badge>
              ))}
            </span>
          </Fact>
        )}
      </dl>
      <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className={buttonClass("secondary")}>
        Open contact
      </Link>
    </aside>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-1 text-soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
