import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api/problem";

const TRIES = 2;

/** An empty cache. What the API refused is not asked again; what did not arrive is. */
export function freshQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, fault) =>
          !(fault instanceof ApiError && fault.problem.status < 500) && failures < TRIES,
        // The poll of /updates keeps what is shown fresh.
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: "always" },
    },
  });
}
