import { useInfiniteQuery } from "@tanstack/react-query";
import { Suspense, useEffect, useMemo, useRef, useState } from "react";
import { threadsQuery } from "@/api/threads";
import type { InboxFilter } from "@/shared/inboxSearch";
import { cx } from "@/shared/lib/cx";
import { optional } from "@/shared/optional";
import { More } from "@/shared/ui/More";
import { Failed, Loading } from "@/shared/ui/States";
import { NoThreads } from "./NoThreads";
import { ThreadRow } from "./ThreadRow";
import type { Drawn } from "./Windowing";

/** A list of more rows is drawn in parts. What does that is large, and a first page never needs it. */
const LONG = 60;
/** Without it, which a weak network may not bring, every row is drawn: slower, and just as right. */
const Windowing = optional(() => import("./Windowing"));

interface ThreadListProps {
  filter: InboxFilter;
  label: string;
  manyLines: boolean;
}

/** The conversations of one list, newest activity first; the next page comes as one nears the end. */
export function ThreadList({ filter, label, manyLines }: ThreadListProps) {
  const query = useInfiniteQuery(threadsQuery(filter));
  const threads = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const keys = useMemo(() => threads.map((thread) => thread.id), [threads]);
  const box = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const last = drawn?.rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (drawn && hasNextPage && !isFetchingNextPage && last >= keys.length - 5) void fetchNextPage();
  }, [drawn, hasNextPage, isFetchingNextPage, fetchNextPage, last, keys.length]);
  const rows = drawn?.rows ?? keys.map((_, index) => ({ index, start: null }));

  return (
    <div ref={box} className="flex-1 overflow-y-auto overscroll-contain">
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && threads.length === 0 && !hasNextPage && <NoThreads filter={filter} />}
      {threads.length > 0 && (
        <ul
          aria-label={label}
          className={cx("relative", !drawn && "pb-24")}
          style={drawn ? { height: drawn.height } : undefined}
        >
          {rows.map(({ index, start }) => {
            const thread = threads[index];
            return (
              thread && (
                <li
                  key={thread.id}
                  ref={drawn?.measure}
                  data-index={index}
                  aria-setsize={hasNextPage ? -1 : threads.length}
                  aria-posinset={index + 1}
                  className={cx(start !== null && "absolute inset-x-0 top-0")}
                  style={start === null ? undefined : { transform: `translateY(${start}px)` }}
                >
                  <ThreadRow thread={thread} showLine={manyLines} />
                </li>
              )
            );
          })}
        </ul>
      )}
      {threads.length > LONG && (
        <Suspense>
          <Windowing box={box} keys={keys} onDrawn={setDrawn} />
        </Suspense>
      )}
      {!drawn && <More query={query} />}
      {isFetchingNextPage && <Loading rows={2} label="Loading more" />}
    </div>
  );
}
