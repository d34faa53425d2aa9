import type { InfiniteData } from "@tanstack/react-query";
import type { InboxFilter } from "@/shared/inboxSearch";
import type { ThreadPage, ThreadShape } from "./types.gen";

export type ThreadPages = InfiniteData<ThreadPage, string | null>;

/** Whether a thread stands in the list that `filter` names. */
export function belongs(thread: ThreadShape, filter: InboxFilter): boolean {
  return (
    thread.folder === filter.folder &&
    (filter.tab === null || thread.tab === filter.tab) &&
    (filter.line === null || thread.line.id === filter.line) &&
    (!filter.unheld || (!thread.assignee && filter.unheld.includes(thread.line.id)))
  );
}

/** The cached list with `changed` threads where they belong now: newest activity first, none twice. */
export function withChanged(pages: ThreadPages, changed: ThreadShape[], filter: InboxFilter): ThreadPages {
  return changed.reduce((list, thread) => withOne(list, thread, filter), pages);
}

function withOne(list: ThreadPages, thread: ThreadShape, filter: InboxFilter): ThreadPages {
  const pages = list.pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.id !== thread.id),
  }));
  if (belongs(thread, filter)) insert(pages, thread);
  return { ...list, pages };
}

function insert(pages: ThreadPage[], thread: ThreadShape): void {
  for (const page of pages) {
    const place = page.items.findIndex((item) => newer(thread, item));
    if (place >= 0) {
      page.items.splice(place, 0, thread);
      return;
    }
  }
  const last = pages.at(-1);
  // Older than all that is loaded: it comes with its own page, if there is one.
  if (last && !last.cursor) last.items.push(thread);
}

function newer(one: ThreadShape, other: ThreadShape): boolean {
  return Date.parse(one.activity_at ?? "") > Date.parse(other.activity_at ?? "");
}
