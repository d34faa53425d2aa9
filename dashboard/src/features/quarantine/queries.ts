import { api, given } from "@/api/client";
import { pagesQuery } from "@/api/pages";

/** Texts to numbers that are no line, newest first. */
export const quarantineQuery = pagesQuery(["quarantine"], (from) =>
  given(api().GET("/quarantine", { params: { query: from } })),
);
