import { Link } from "@tanstack/react-router";
import type { ContactShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { IconButton } from "@/shared/ui/Button";
import { Row } from "@/shared/ui/List";

interface MemberRowProps {
  member: ContactShape;
  busy: boolean;
  /** Nothing where the person may not change the group. */
  onRemove: (() => void) | undefined;
}

/** One member of a group: leads to the contact, and out of the group. */
export function MemberRow({ member, busy, onRemove }: MemberRowProps) {
  const name = member.name || pretty(member.phone);
  return (
    <div className="flex items-center hover:bg-hover" data-testid="member-row">
      <Link
        to="/contacts/$contactId"
        params={{ contactId: member.id }}
        className="min-w-0 flex-1 focus-visible:-outline-offset-2"
      >
        <Row
          start={<Avatar name={member.name} id={member.id} />}
          title={name}
          detail={member.name ? pretty(member.phone) : "No name yet"}
        />
      </Link>
      {onRemove && (
        <IconButton
          icon="close"
          label={`Remove ${name}`}
          disabled={busy}
          className="mr-2"
          onClick={onRemove}
        />
      )}
    </div>
  );
}
