import { Link } from "@tanstack/react-router";
import type { LineShape, ThreadShape } from "@/api/types.gen";
import { ConsentButton } from "@/shared/consent/ConsentButton";
import { cx } from "@/shared/lib/cx";
import { pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { iconButtonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { useInboxSearch } from "@/shared/useInbox";
import { ChatHeader } from "./ChatHeader";
import { ThreadActions } from "./ThreadActions";

/** With whom, by which line, and what one can do with the conversation. */
export function ThreadHeader({ thread, line }: { thread: ThreadShape; line: LineShape | undefined }) {
  const search = useInboxSearch();
  return (
    <header className="pad-top border-b border-rule bg-surface">
      <div className="flex min-h-16 items-center px-1 sm:gap-2 sm:px-2 md:px-4">
        <Link to="/" search={search} aria-label="Back to the list" className={`${iconButtonClass} md:hidden`}>
          <Icon name="back" />
        </Link>
        {thread.group ? (
          <ChatHeader thread={thread} line={line} />
        ) : (
          <>
            <ContactLink thread={thread} />
            <ConsentButton consent={thread.consent} contact={thread.contact.id} line={thread.line.id} />
          </>
        )}
        <ThreadActions thread={thread} />
      </div>
    </header>
  );
}

function ContactLink({ thread }: { thread: ThreadShape }) {
  const { contact } = thread;
  const number = pretty(contact.phone);
  return (
    <Link
      to="/contacts/$contactId"
      params={{ contactId: contact.id }}
      className="flex min-w-0 flex-1 items-center gap-3 rounded-2xl py-1.5 hover:bg-hover sm:pr-2 md:px-2"
    >
      <Avatar name={contact.name} id={contact.id} size="size-10 max-sm:hidden" />
      <span className="min-w-0 flex-1">
        {/* A number is never cut: its last digits tell whose it is. */}
        <h1 className={cx("font-semibold", contact.name ? "truncate" : "text-sm sm:text-base")}>
          {contact.name || number}
        </h1>
        <span className="flex text-xs text-soft max-sm:flex-col sm:gap-1 sm:text-sm">
          {contact.name && <span className="truncate sm:shrink-0">{number}</span>}
          {contact.name && (
            <span aria-hidden="true" className="max-sm:hidden">
              ·
            </span>
          )}
          <span className="truncate">{thread.line.label || pretty(thread.line.number)}</span>
        </span>
      </span>
    </Link>
  );
}
