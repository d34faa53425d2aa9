import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import type { RecipientPage } from "@/api/types.gen";
import { filtersOf, type PartName, type RecipientFilter } from "./progress";

/** Where the next page begins: the API filters by one state at a time, and a part may hold several. */
interface Place {
  state: number;
  cursor: string | null;
}

interface Found extends RecipientPage {
  next: Place | null;
}

const START: Place = { state: 0, cursor: null };

export function recipientsKey(broadcast: string) {
  return ["broadcasts", "recipients", broadcast] as const;
}

/** The recipients of a broadcast, page by page; with a part only those that are counted in it. */
export function recipientsQuery(broadcast: string, part: PartName | null) {
  const filters: RecipientFilter[] = part ? filtersOf(part) : [{}];
  return infiniteQueryOptions({
    queryKey: [...recipientsKey(broadcast), part],
    initialPageParam: START,
    queryFn: ({ pageParam }): Promise<Found> => pageFrom(broadcast, filters, pageParam),
    getNextPageParam: (page) => page.next,
  });
}

/** The next page that has somebody on it, or the last one. */
async function pageFrom(broadcast: string, filters: RecipientFilter[], from: Place): Promise<Found> {
  let place = from;
  for (;;) {
    const page = await ask(broadcast, filters[place.state] ?? {}, place.cursor);
    const next = following(place, page.cursor ?? null, filters.length);
    if (page.items.length > 0 || next === null) return { ...page, next };
    place = next;
  }
}

function ask(broadcast: string, filter: RecipientFilter, cursor: string | null): Promise<RecipientPage> {
  const query = { ...filter, ...(cursor && { cursor }) };
  return given(
    api().GET("/broadcasts/{broadcast_id}/recipients", {
      params: { path: { broadcast_id: broadcast }, query },
    }),
  );
}

function following(place: Place, cursor: string | null, states: number): Place | null {
  if (cursor !== null) return { ...place, cursor };
  return place.state + 1 < states ? { state: place.state + 1, cursor: null } : null;
}
