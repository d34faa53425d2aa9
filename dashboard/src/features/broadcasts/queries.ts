import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { pagesQuery } from "@/api/pages";
import { sendTwice } from "@/api/sending";
import type { BroadcastPatch, BroadcastShape, NewBroadcast, Preview } from "@/api/types.gen";
import { pollEvery } from "./progress";

const LISTS = ["broadcasts", "list"] as const;

/** Broadcasts on the caller's lines, newest first. */
export const broadcastsQuery = pagesQuery(LISTS, (from) =>
  given(api().GET("/broadcasts", { params: { query: from } })),
);

/** One broadcast, asked for again and again until nothing more happens to it. */
export function broadcastQuery(id: string) {
  return queryOptions({
    queryKey: ["broadcasts", "one", id],
    queryFn: (): Promise<BroadcastShape> =>
      given(api().GET("/broadcasts/{broadcast_id}", { params: { path: { broadcast_id: id } } })),
    refetchInterval: (query) => pollEvery(query.state.data),
  });
}

/** Pauses, resumes or cancels it; its screen shows at once what became of it. */
export function useSteer(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: "pause" | "resume" | "cancel"): Promise<BroadcastShape> =>
      given(api().POST(`/broadcasts/{broadcast_id}/${act}`, { params: { path: { broadcast_id: id } } })),
    onSuccess: (broadcast) => {
      queries.setQueryData(broadcastQuery(id).queryKey, broadcast);
      return queries.invalidateQueries({ queryKey: LISTS });
    },
  });
}

/** Gives a broadcast that has not begun another text, files or moments; what is left out stays. */
export function useChange(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: BroadcastPatch): Promise<BroadcastShape> =>
      given(
        api().PATCH("/broadcasts/{broadcast_id}", {
          params: { path: { broadcast_id: id } },
          body: change,
        }),
      ),
    onSuccess: (broadcast) => {
      queries.setQueryData(broadcastQuery(id).queryKey, broadcast);
      return queries.invalidateQueries({ queryKey: LISTS });
    },
  });
}

/** What a broadcast would do if it went now. */
export function usePreview() {
  return useMutation({
    mutationFn: (order: NewBroadcast): Promise<Preview> =>
      given(api().POST("/broadcasts/preview", { body: order })),
  });
}

/** Sends it; a lost answer is asked for once more with the same key. */
export function useSend() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ order, key }: { order: NewBroadcast; key: string }): Promise<BroadcastShape> =>
      sendTwice(() =>
        given(api().POST("/broadcasts", { params: { header: { "Idempotency-Key": key } }, body: order })),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: LISTS }),
  });
}
