import { api, given } from "@/api/client";
import { pagesQuery } from "@/api/pages";
import type { BroadcastShape } from "@/api/types.gen";

/** What was made of one that comes again; asked for anew when its next time is another. */
export function occurrencesQuery({ id, send_at, stage }: BroadcastShape) {
  return pagesQuery(["broadcasts", "of", id, send_at, stage], (from) =>
    given(api().GET("/broadcasts", { params: { query: { of: id, ...from } } })),
  );
}
