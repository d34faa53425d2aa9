import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, given } from "./client";
import type { Action, LineShape, Me } from "./types.gen";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: (): Promise<Me> => given(api().GET("/me")),
  staleTime: 5 * 60_000,
});

export const linesQuery = queryOptions({
  queryKey: ["lines"],
  queryFn: async (): Promise<LineShape[]> => (await given(api().GET("/lines"))).items,
  staleTime: 5 * 60_000,
});

/** Whether the person's role allows it; false while that is not known. */
export function useMay(action: Action): boolean {
  return useQuery(meQuery).data?.may.includes(action) ?? false;
}

/** The lines the person sees; `mine` tells from which it may text. */
export function useLines(): LineShape[] {
  return useQuery(linesQuery).data ?? [];
}
