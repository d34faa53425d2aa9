import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { InboxFilter } from "@/shared/inboxSearch";
import { api, given } from "./client";
import { type ThreadPages, withChanged } from "./threadLists";
import type { ThreadPage, ThreadPatch, ThreadShape } from "./types.gen";

const LISTS = "threads";

/** One of the inbox's lists, page by page. */
export function threadsQuery(filter: InboxFilter) {
  return infiniteQueryOptions({
    queryKey: [LISTS, filter] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }): Promise<ThreadPage> =>
      given(
        api().GET("/threads", {
          params: {
            query: {
              folder: filter.folder,
              ...set("tab", filter.tab),
              ...set("line", filter.line),
              ...set("assignee", filter.unheld ? "none" : null),
              ...set("cursor", pageParam),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.cursor ?? null,
  });
}

export function threadQuery(id: string) {
  return queryOptions({
    queryKey: ["thread", id] as const,
    queryFn: (): Promise<ThreadShape> =>
      given(api().GET("/threads/{thread_id}", { params: { path: { thread_id: id } } })),
  });
}

/** Puts threads that changed into every list and every open thread of the cache. */
export function mergeThreads(queries: QueryClient, changed: ThreadShape[]): void {
  for (const [key, pages] of queries.getQueriesData<ThreadPages>({ queryKey: [LISTS] })) {
    if (pages) queries.setQueryData(key, withChanged(pages, changed, key[1] as InboxFilter));
  }
  for (const thread of changed) {
    const { queryKey } = threadQuery(thread.id);
    const known = queries.getQueryData(queryKey);
    // Nor does it tell whether its contact is a lead.
    queries.setQueryData(queryKey, { ...thread, lead: thread.lead ?? known?.lead ?? null });
    // A row of a list does not tell whether the next text is introduced: who saw that it was, asks anew.
    if (known?.composer.introduction && !thread.composer.introduction) {
      void queries.invalidateQueries({ queryKey });
    }
  }
}

/** Changes a thread: shown at once, taken back where the API refuses. */
export function useChangeThread() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ thread, patch }: { thread: ThreadShape; patch: ThreadPatch }): Promise<ThreadShape> =>
      given(api().PATCH("/threads/{thread_id}", { params: { path: { thread_id: thread.id } }, body: patch })),
    onMutate: ({ thread, patch }) => mergeThreads(queries, [foreseen(thread, patch)]),
    onSuccess: (thread, { patch }) => {
      mergeThreads(queries, [thread]);
      // Its lead goes along.
      if (patch.assignee != null) void queries.invalidateQueries({ queryKey: ["leads"] });
    },
    onError: (_, { thread }) => mergeThreads(queries, [thread]),
  });
}

function foreseen(thread: ThreadShape, patch: ThreadPatch): ThreadShape {
  const unread = patch.unread ?? thread.unread;
  return {
    ...thread,
    folder: patch.folder ?? (patch.snooze ? "snoozed" : thread.folder),
    snoozed_until: patch.snooze ?? (patch.folder ? null : (thread.snoozed_until ?? null)),
    tab: patch.tab ?? thread.tab,
    unread,
    unread_count: unread ? Math.max(thread.unread_count, 1) : 0,
  };
}

function set<K extends string, V>(key: K, value: V | null): Partial<Record<K, V>> {
  return value === null ? {} : ({ [key]: value } as Record<K, V>);
}
