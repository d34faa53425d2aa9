import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { meQuery } from "@/api/me";
import type { ScheduledText } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { full, upTo } from "@/shared/lib/time";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { useInboxSearch } from "@/shared/useInbox";

/** One text that is to go: to whom, when, what, and by whom. It leads to its conversation, where one changes it. */
export function ScheduledRow({ text, showLine }: { text: ScheduledText; showLine: boolean }) {
  const { contact, line, message, thread } = text;
  const search = useInboxSearch();
  const me = useQuery(meQuery).data;
  const at = message.scheduled?.send_at ?? message.at;
  return (
    <Link
      to="/t/$threadId"
      params={{ threadId: thread }}
      search={search}
      data-testid="scheduled-row"
      className="flex gap-3 border-b border-rule bg-surface px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <Avatar name={contact.name} id={contact.id} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{contact.name || pretty(contact.phone)}</span>
          <time dateTime={at} title={full(at)} className="shrink-0 text-xs font-medium text-brand-text">
            {upTo(at)}
          </time>
        </span>
        <span className="block truncate text-[0.9375rem] text-soft">{message.body || "Picture"}</span>
        <span className="mt-1 flex flex-wrap items-center gap-1.5">
          {message.author && (
            <Badge title={`${message.author.name} scheduled it`}>
              {message.author.id === me?.id ? "You" : message.author.name}
            </Badge>
          )}
          {showLine && <Badge tone="brand">{line.label || pretty(line.number)}</Badge>}
          {message.scheduled?.cancel_on_reply && <Badge>Unless they reply</Badge>}
          {message.waiting && (
            <Badge tone="warn" title={message.waiting.reason}>
              Held back
            </Badge>
          )}
        </span>
      </span>
    </Link>
  );
}
