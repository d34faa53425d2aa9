import { Link } from "@tanstack/react-router";
import { useLines } from "@/api/me";
import type { ThreadShape } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { IconButton } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Moment } from "@/shared/ui/Moment";
import { useInboxSearch } from "@/shared/useInbox";
import { isPlanned, momentOf } from "./lastReply";
import { RowBadges } from "./RowBadges";
import { useArchive } from "./useArchive";
import { useSwipe } from "./useSwipe";

/** One conversation of the list. Swiping it to the left moves it to the other folder, as its button does. */
export function ThreadRow({ thread, showLine }: { thread: ThreadShape; showLine: boolean }) {
  const search = useInboxSearch();
  const archive = useArchive(thread);
  const swipe = useSwipe(archive.run);
  const name = thread.contact.name || pretty(thread.contact.phone);
  return (
    <div
      className="group relative overflow-hidden bg-brand-soft"
      data-testid="thread-row"
      data-unread={thread.unread}
      data-thread={thread.id}
    >
      <span aria-hidden="true" className="absolute inset-y-0 right-6 flex items-center text-brand-text">
        <Icon name={archive.icon} />
      </span>
      <Link
        to="/t/$threadId"
        params={{ threadId: thread.id }}
        search={search}
        draggable={false}
        {...swipe.handlers}
        style={{ transform: swipe.offset ? `translateX(${swipe.offset}px)` : undefined }}
        className={cx(
          "relative flex touch-pan-y gap-3 border-b border-rule bg-surface px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2 aria-[current=page]:bg-brand-soft",
          !swipe.dragging && "transition-transform",
        )}
      >
        <Avatar name={thread.contact.name} id={thread.contact.id} />
        <span className="min-w-0 flex-1">
          <RowHead thread={thread} name={name} />
          <span
            className={cx("block truncate text-[0.9375rem]", thread.unread ? "font-semibold" : "text-soft")}
          >
            {thread.ours && thread.preview && !thread.group && !isPlanned(thread) && (
              <Sender line={thread.line.id} />
            )}
            {thread.preview || "No messages yet"}
          </span>
          <RowBadges thread={thread} showLine={showLine} />
        </span>
      </Link>
      <IconButton
        icon={archive.icon}
        label={`${archive.word} conversation with ${name}`}
        onClick={archive.run}
        className="absolute right-2 bottom-2 bg-raised opacity-0 shadow-float focus-visible:opacity-100 pointer-coarse:hidden pointer-fine:group-hover:opacity-100"
      />
    </div>
  );
}

function RowHead({ thread, name }: { thread: ThreadShape; name: string }) {
  const before = momentOf(thread);
  return (
    <span className="flex items-baseline gap-2">
      <span className={cx("min-w-0 truncate", thread.unread ? "font-bold" : "font-medium")}>
        {thread.unread && <span className="sr-only">Unread: </span>}
        {name}
      </span>
      <span className="min-w-0 flex-1 shrink-[99] truncate text-xs text-soft">
        {thread.contact.name && pretty(thread.contact.phone)}
      </span>
      <Moment at={thread.activity_at} {...(before && { before })} className="shrink-0 text-xs text-soft" />
      {thread.unread && (
        <span aria-hidden="true" className="size-2.5 shrink-0 self-center rounded-full bg-brand" />
      )}
    </span>
  );
}

/** Who wrote what the row shows: on one's own line nobody else does, on a shared one it may have been a colleague. */
function Sender({ line }: { line: string }) {
  const own = useLines().some((known) => known.id === line && known.use === "personal" && known.mine);
  return <span className="font-normal text-soft">{own ? "You: " : "Sent: "}</span>;
}
