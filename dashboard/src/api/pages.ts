import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

export interface PageOf<T> {
  items: T[];
  cursor?: string | null;
}

/** A list of the API, page by page; `ask` gets the cursor of the page it is to fetch, as query parameters. */
export function pagesQuery<T>(key: QueryKey, ask: (from: { cursor?: string }) => Promise<PageOf<T>>) {
  return infiniteQueryOptions({
    queryKey: key,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => ask(pageParam === null ? {} : { cursor: pageParam }),
    getNextPageParam: (page) => page.cursor ?? null,
  });
}

/** The rows of all the pages that are there. */
export function rowsOf<T>(data: { pages: PageOf<T>[] } | undefined): T[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}
