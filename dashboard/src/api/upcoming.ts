import { type InfiniteData, type QueryClient, useInfiniteQuery } from "@tanstack/react-query";
import { api, given } from "./client";
import { pagesQuery, rowsOf } from "./pages";
import type { ScheduledPage, ScheduledText } from "./types.gen";

const UPCOMING = "scheduled";
/** So soon one sees what colleagues scheduled; what one does oneself is asked for at once. */
const EVERY_MS = 60_000;

/** What is to go later on the lines one sees, next first; on one of them where that is named. */
export function upcomingQuery(line: string | null) {
  return {
    ...pagesQuery<ScheduledText>([UPCOMING, line], (from) =>
      given(
        api().GET("/scheduled", {
          params: { query: { limit: 100, ...(line !== null && { line }), ...from } },
        }),
      ),
    ),
    staleTime: EVERY_MS,
  };
}

/** Asks anew what is to go later; with threads that changed only where something was to go in one of them. */
export function refreshUpcoming(queries: QueryClient, changed?: readonly string[]): void {
  const lists = queries.getQueriesData<InfiniteData<ScheduledPage>>({ queryKey: [UPCOMING] });
  const known = new Set(lists.flatMap(([, data]) => rowsOf(data)).map((row) => row.thread));
  if (changed && !changed.some((thread) => known.has(thread))) return;
  void queries.invalidateQueries({ queryKey: [UPCOMING] });
}

/** Keeps what all rows show of what is to go later; called once, by what holds the list. */
export function useWatchUpcoming(): void {
  useInfiniteQuery({ ...upcomingQuery(null), refetchInterval: EVERY_MS });
}
