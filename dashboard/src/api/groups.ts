import { queryOptions } from "@tanstack/react-query";
import { api, given } from "./client";
import type { GroupShape } from "./types.gen";

const MOST_AT_ONCE = 100;

/** Every group, to choose from. */
export const groupChoicesQuery = queryOptions({
  queryKey: ["groups", "list", "all"],
  queryFn: async (): Promise<GroupShape[]> => {
    const all: GroupShape[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { limit: MOST_AT_ONCE, ...(cursor && { cursor }) };
      const page = await given(api().GET("/groups", { params: { query } }));
      all.push(...page.items);
      cursor = page.cursor;
    } while (cursor);
    return all;
  },
});

/** A group as a type-ahead's choice. */
export function groupChoice({ id, name }: Pick<GroupShape, "id" | "name">) {
  return { value: id, label: name, detail: "Group" };
}
