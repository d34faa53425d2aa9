import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RecipientShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { full } from "@/shared/lib/time";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { labelOf, type PartName, partOf } from "./progress";

const TONE: Record<PartName, "plain" | "good" | "warn" | "danger" | "brand"> = {
  delivered: "good",
  sent: "brand",
  sending: "brand",
  queued: "plain",
  waiting: "plain",
  failed: "danger",
  refused: "warn",
  cancelled: "plain",
};

interface RecipientRowProps {
  recipient: RecipientShape;
  /** Nothing of the broadcast goes that no worker has yet, though that is written down only moments later. */
  over: boolean;
}

/** One recipient: what became of its text, and if nothing, why and what to do. */
export function RecipientRow({ recipient, over }: RecipientRowProps) {
  const { contact, status, trouble, replied, opted_out, clicked, converted } = recipient;
  const part = over && status === "queued" ? "cancelled" : partOf(status, recipient.until);
  const why = trouble?.plain || recipient.reason;
  return (
    <Place recipient={recipient} part={part}>
      <Avatar name={contact.name} id={contact.id} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{contact.name || pretty(contact.phone)}</span>
        {contact.name && <span className="block text-sm text-soft">{pretty(contact.phone)}</span>}
        {why && (
          <span className="mt-0.5 block text-sm text-pretty">
            {why} {trouble?.remedy}
          </span>
        )}
      </span>
      <span className="flex shrink-0 flex-col items-end gap-1">
        <Badge tone={TONE[part]}>{labelOf(part)}</Badge>
        {replied && (
          <Badge tone="brand" title={full(replied)}>
            Replied
          </Badge>
        )}
        {clicked && (
          <Badge tone="brand" title={full(clicked)}>
            Clicked
          </Badge>
        )}
        {converted && (
          <Badge tone="good" title={full(converted)}>
            Won
          </Badge>
        )}
        {opted_out && (
          <Badge tone="danger" title={full(opted_out)}>
            Opted out
          </Badge>
        )}
      </span>
    </Place>
  );
}

/** Leads into the conversation; who was never texted may have none, and leads to the contact, which tells its consent. */
function Place({
  recipient,
  part,
  children,
}: {
  recipient: RecipientShape;
  part: PartName;
  children: ReactNode;
}) {
  const attributes = {
    "data-testid": "recipient",
    "data-status": recipient.status,
    className: "flex min-h-16 items-start gap-3 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2",
  };
  if (part === "refused" || part === "queued" || part === "waiting") {
    return (
      <Link to="/contacts/$contactId" params={{ contactId: recipient.contact.id }} {...attributes}>
        {children}
      </Link>
    );
  }
  return (
    <Link to="/t/$threadId" params={{ threadId: recipient.thread }} {...attributes}>
      {children}
    </Link>
  );
}
