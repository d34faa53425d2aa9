import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import type { RecipientPage, RecipientShape } from "@/api/types.gen";
import { labelOf, partOf, type RecipientFilter } from "./progress";
import { filtersFor, type Shown } from "./responses";

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

/** The recipients of a broadcast, page by page; with a choice only those that are counted in it. */
export function recipientsQuery(broadcast: string, shown: Shown | null) {
  const filters = filtersFor(shown);
  return infiniteQueryOptions({
    queryKey: [...recipientsKey(broadcast), shown],
    initialPageParam: START,
    queryFn: ({ pageParam }): Promise<Found> => pageFrom(broadcast, filters, pageParam),
    getNextPageParam: (page) => page.next,
  });
}

/** All recipients of a broadcast, or of those shown, as rows of a table under their headings. */
export async function recipientTable(broadcast: string, shown: Shown | null): Promise<string[][]> {
  const rows = [
    ["Name", "Number", "State", "Reason", "Replied", "Opted out", "First click", "Clicks", "Lead won"],
  ];
  for (const filter of filtersFor(shown)) {
    for await (const page of pagesOf(broadcast, filter)) rows.push(...page.items.map(tableRow));
  }
  return rows;
}

async function* pagesOf(broadcast: string, filter: RecipientFilter): AsyncGenerator<RecipientPage> {
  let cursor: string | null = null;
  do {
    const page: RecipientPage = await ask(broadcast, { ...filter, limit: MOST }, cursor);
    yield page;
    cursor = page.cursor ?? null;
  } while (cursor !== null);
}

function tableRow(recipient: RecipientShape): string[] {
  const { contact, status, until, reason, trouble, replied, opted_out, clicked, clicks, converted } =
    recipient;
  const why = trouble ? `${trouble.plain} ${trouble.remedy}`.trim() : (reason ?? "");
  const responses = [replied, opted_out, clicked].map((at) => at ?? "");
  return [
    contact.name,
    contact.phone,
    labelOf(partOf(status, until)),
    why,
    ...responses,
    String(clicks || ""),
    converted ?? "",
  ];
}

const MOST = 100;

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

function ask(
  broadcast: string,
  filter: RecipientFilter & { limit?: number },
  cursor: string | null,
): Promise<RecipientPage> {
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
