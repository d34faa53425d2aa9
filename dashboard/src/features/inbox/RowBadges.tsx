import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/me";
import type { ThreadShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { full, upTo } from "@/shared/lib/time";
import { Badge, ConsentBadge } from "@/shared/ui/Badge";
import { Icon } from "@/shared/ui/Icon";
import { Moment } from "@/shared/ui/Moment";
import { LaterBadge } from "./LaterBadge";
import { isSince } from "./lastReply";

const TAGS_SHOWN = 2;

/** Nothing may be sent: somebody must say here, or on another line, whether the contact asked to stop. */
function DoubtBadge({ thread }: { thread: ThreadShape }) {
  if (thread.doubt) {
    return (
      <Badge tone="danger" title={`“${thread.doubt.words}” may mean stop. Open the conversation to decide.`}>
        Meant stop?
      </Badge>
    );
  }
  if (thread.composer.code !== "doubtful") return null;
  return (
    <Badge tone="warn" title={thread.composer.reason ?? ""}>
      On hold
    </Badge>
  );
}

/** When a conversation that was put off comes back by itself. */
function SnoozedBadge({ until }: { until: string | null | undefined }) {
  if (!until) return null;
  return (
    <Badge tone="brand" title={`Snoozed until ${full(until)}`}>
      <Icon name="clock" className="mr-1 size-3.5" />
      until {upTo(until)}
    </Badge>
  );
}

/** Consent, who has the conversation, its line where there are several, its tags. */
export function RowBadges({ thread, showLine }: { thread: ThreadShape; showLine: boolean }) {
  const { assignee, line, tags } = thread;
  const me = useQuery(meQuery).data;
  const more = tags.length - TAGS_SHOWN;
  return (
    <span className="mt-1 flex flex-wrap items-center gap-1.5">
      {thread.group ? <Badge tone="brand">Group</Badge> : <ConsentBadge consent={thread.consent} />}
      <DoubtBadge thread={thread} />
      <SnoozedBadge until={thread.snoozed_until} />
      <LaterBadge thread={thread.id} />
      {assignee && (
        <Badge title={`${assignee.name} has this conversation`}>
          {assignee.id === me?.id ? "You" : assignee.name}
        </Badge>
      )}
      {showLine && <Badge tone="brand">{line.label || pretty(line.number)}</Badge>}
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Badge key={tag}>#{tag}</Badge>
      ))}
      {more > 0 && <Badge title={tags.join(", ")}>+{more}</Badge>}
      {thread.last_reply_at && isSince(thread) && (
        <span className="text-xs text-soft">
          <span aria-hidden="true">Replied </span>
          <Moment at={thread.last_reply_at} before="Last reply" />
        </span>
      )}
    </span>
  );
}
