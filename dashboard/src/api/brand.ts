import { queryOptions } from "@tanstack/react-query";
import { api, given } from "./client";
import type { BrandSettings } from "./types.gen";

/** What the brand is called, what it answers, and how strict it is. */
export const brandQuery = queryOptions({
  queryKey: ["settings", "brand"],
  queryFn: (): Promise<BrandSettings> => given(api().GET("/settings")),
});
