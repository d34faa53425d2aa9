import { Link } from "@tanstack/react-router";
import type { ContactShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { Row } from "@/shared/ui/List";

/** One contact of the list. */
export function ContactRow({ contact }: { contact: ContactShape }) {
  const [tag] = contact.tags;
  return (
    <Link
      to="/contacts/$contactId"
      params={{ contactId: contact.id }}
      data-testid="contact-row"
      className="block hover:bg-hover focus-visible:-outline-offset-2 aria-[current=page]:bg-brand-soft"
    >
      <Row
        start={<Avatar name={contact.name} id={contact.id} />}
        title={contact.name || pretty(contact.phone)}
        detail={contact.name ? pretty(contact.phone) : "No name yet"}
        end={tag && <Badge title={contact.tags.join(", ")}>#{tag}</Badge>}
      />
    </Link>
  );
}
