import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { pagesQuery } from "@/api/pages";
import type { GroupPatch, GroupShape, NewGroup, RuleFit, RulePreview } from "@/api/types.gen";
import type { ApiRule } from "./rule";

const LISTS = ["groups", "list"] as const;

/** Groups by name. */
export const groupsQuery = pagesQuery(LISTS, (from) =>
  given(api().GET("/groups", { params: { query: from } })),
);

export function groupQuery(id: string) {
  return queryOptions({
    queryKey: ["groups", "one", id],
    queryFn: (): Promise<GroupShape> =>
      given(api().GET("/groups/{group_id}", { params: { path: { group_id: id } } })),
  });
}

/** Who is in a group; of a live one, asked for a line where its rule needs one. */
export function membersQuery(id: string, line: string | null = null) {
  const asked = line === null ? {} : { line };
  return pagesQuery(["groups", "members", id, line], (from) =>
    given(
      api().GET("/groups/{group_id}/members", {
        params: { path: { group_id: id }, query: { ...from, ...asked } },
      }),
    ),
  );
}

/** How many a rule means, and some of them, before it is saved. */
export function fitQuery(rule: ApiRule | null, line: string | null) {
  return queryOptions({
    queryKey: ["groups", "fit", rule, line],
    queryFn: (): Promise<RuleFit> =>
      given(api().POST("/groups/preview", { body: { rule: rule as RulePreview["rule"], line } })),
    enabled: rule !== null,
    retry: false,
    placeholderData: (before) => before,
  });
}

/** `key` stays the same until the group is made, so that a repeat makes no second one. */
export function useCreateGroup() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ group, key }: { group: NewGroup; key: string }): Promise<GroupShape> =>
      given(api().POST("/groups", { params: { header: { "Idempotency-Key": key } }, body: group })),
    onSuccess: (made) => {
      queries.setQueryData(groupQuery(made.id).queryKey, made);
      return queries.invalidateQueries({ queryKey: LISTS });
    },
  });
}

/** Renames a group, adds members, removes members. */
export function useChangeGroup(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patch: GroupPatch): Promise<GroupShape> =>
      given(api().PATCH("/groups/{group_id}", { params: { path: { group_id: id } }, body: patch })),
    onSuccess: (group) => {
      queries.setQueryData(groupQuery(id).queryKey, group);
      void queries.invalidateQueries({ queryKey: ["groups", "members", id] });
      return queries.invalidateQueries({ queryKey: LISTS });
    },
  });
}

export function useDeleteGroup(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<unknown> =>
      given(api().DELETE("/groups/{group_id}", { params: { path: { group_id: id } } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: groupQuery(id).queryKey, refetchType: "none" });
      return queries.invalidateQueries({ queryKey: LISTS });
    },
  });
}
