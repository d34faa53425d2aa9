import { type InfiniteData, infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import { api, given } from "./client";
import type { MessagePage, MessageShape, Status } from "./types.gen";

export type MessagePages = InfiniteData<MessagePage, string | null>;

const FINAL: ReadonlySet<Status> = new Set([
  "received",
  "delivered",
  "undelivered",
  "failed",
  "cancelled",
  "suppressed",
]);

/** A thread's timeline, newest page first. */
export function messagesQuery(thread: string) {
  return infiniteQueryOptions({
    queryKey: ["messages", thread] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => fetchPage(thread, pageParam),
    getNextPageParam: (page) => page.cursor ?? null,
    staleTime: 0,
  });
}

function fetchPage(thread: string, cursor: string | null): Promise<MessagePage> {
  const query = cursor === null ? { limit: 40 } : { cursor, limit: 40 };
  return given(
    api().GET("/threads/{thread_id}/messages", { params: { path: { thread_id: thread }, query } }),
  );
}

/** Fetches a cached thread's newest page again; older pages stay as they are. */
export async function refreshNewest(queries: QueryClient, thread: string): Promise<void> {
  const key = messagesQuery(thread).queryKey;
  if (!queries.getQueryData<MessagePages>(key)) return;
  const newest = await fetchPage(thread, null);
  queries.setQueryData<MessagePages>(key, (pages) => pages && withNewest(pages, newest));
}

/** The timeline with its newest page renewed. Where the new page does not reach the old ones, it begins anew. */
export function withNewest(pages: MessagePages, newest: MessagePage): MessagePages {
  const known = new Set(pages.pages.flatMap((page) => page.items.map((item) => item.id)));
  const joined = newest.items.some((item) => known.has(item.id)) || !newest.cursor || known.size === 0;
  if (!joined) return { pages: [newest], pageParams: [null] };
  const fresh = new Set(newest.items.map((item) => item.id));
  const [first, ...older] = pages.pages;
  const kept = (first?.items ?? []).filter((item) => !fresh.has(item.id) && isOlder(item, newest));
  const rest = older.map((page) => ({ ...page, items: page.items.filter((item) => !fresh.has(item.id)) }));
  const cursor = kept.length || rest.length ? first?.cursor : newest.cursor;
  const top = { ...newest, items: [...newest.items, ...kept], cursor };
  return { pages: [top, ...rest], pageParams: pages.pageParams };
}

function isOlder(item: MessageShape, page: MessagePage): boolean {
  const oldest = page.items.at(-1);
  return oldest !== undefined && item.id < oldest.id;
}

/** Every loaded entry once, oldest first: as one reads it. */
export function inOrder(data: { pages: MessagePage[] }): MessageShape[] {
  const byId = new Map(data.pages.flatMap((page) => page.items).map((item) => [item.id, item]));
  return [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** The texts that are to go later, next first; the newest page knows them. */
export function scheduledIn(data: { pages: MessagePage[] } | undefined): MessageShape[] {
  return data?.pages[0]?.scheduled ?? [];
}

/** Whether the text's status may still change. */
export function isOpen(message: MessageShape): boolean {
  return message.direction === "out" && !FINAL.has(message.status);
}

/** Puts a message that was just saved into a cached timeline. */
export function addMessage(queries: QueryClient, thread: string, message: MessageShape): void {
  queries.setQueryData<MessagePages>(messagesQuery(thread).queryKey, (pages) => {
    if (!pages) return pages;
    const [first, ...rest] = pages.pages;
    const others = first?.items.filter((item) => item.id !== message.id) ?? [];
    return { ...pages, pages: [{ ...first, items: [message, ...others] }, ...rest] };
  });
}
