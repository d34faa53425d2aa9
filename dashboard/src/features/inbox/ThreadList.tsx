import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { threadsQuery } from "@/api/threads";
import type { InboxFilter } from "@/shared/inboxSearch";
import { Failed, Loading } from "@/shared/ui/States";
import { NoThreads } from "./NoThreads";
import { ThreadRow } from "./ThreadRow";

const ROW_HEIGHT = 88;

interface ThreadListProps {
  filter: InboxFilter;
  label: string;
  manyLines: boolean;
}

/** The conversations of one list, newest activity first; the next page comes as one nears the end. */
export function ThreadList({ filter, label, manyLines }: ThreadListProps) {
  const query = useInfiniteQuery(threadsQuery(filter));
  const threads = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: threads.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => threads[index]?.id ?? index,
    overscan: 8,
    // The last row can be scrolled clear of a toast.
    paddingEnd: 96,
    initialRect: { width: 360, height: 800 },
  });
  const rows = virtual.getVirtualItems();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= threads.length - 5) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, threads.length]);

  return (
    <div ref={box} className="flex-1 overflow-y-auto overscroll-contain">
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && threads.length === 0 && !hasNextPage && <NoThreads filter={filter} />}
      {threads.length > 0 && (
        <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
          {rows.map((row) => {
            const thread = threads[row.index];
            return (
              thread && (
                <li
                  key={row.key}
                  ref={virtual.measureElement}
                  data-index={row.index}
                  aria-setsize={hasNextPage ? -1 : threads.length}
                  aria-posinset={row.index + 1}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <ThreadRow thread={thread} showLine={manyLines} />
                </li>
              )
            );
          })}
        </ul>
      )}
      {isFetchingNextPage && <Loading rows={2} label="Loading more" />}
    </div>
  );
}
