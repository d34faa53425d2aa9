import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { pagesQuery } from "@/api/pages";
import type { GroupPatch, GroupShape, NewGroup } from "@/api/types.gen";

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

/** Who is in a group. */
export function membersQuery(id: string) {
  return pagesQuery(["groups", "members", id], (from) =>
    given(api().GET("/groups/{group_id}/members", { params: { path: { group_id: id }, query: from } })),
  );
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
      void queries.invalidateQueries({ queryKey: membersQuery(id).queryKey });
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
