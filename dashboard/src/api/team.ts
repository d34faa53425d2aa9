import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "./client";
import type { NewPerson, PersonPatch, TeamMember } from "./types.gen";

/** Everybody of the brand, who is switched off last; for managers and admins. */
export const teamQuery = queryOptions({
  queryKey: ["team"],
  queryFn: async (): Promise<TeamMember[]> => (await given(api().GET("/team"))).items,
});

/** `key` stays the same until somebody is invited, so that a repeat invites nobody twice. */
export function useInvite() {
  const changed = useTeamChanged();
  return useMutation({
    mutationFn: ({ person, key }: { person: NewPerson; key: string }): Promise<TeamMember> =>
      given(api().POST("/team", { params: { header: { "Idempotency-Key": key } }, body: person })),
    onSuccess: changed,
  });
}

export function useChangePerson(id: string) {
  const changed = useTeamChanged();
  return useMutation({
    mutationFn: (patch: PersonPatch): Promise<TeamMember> =>
      given(api().PATCH("/team/{person_id}", { params: { path: { person_id: id } }, body: patch })),
    onSuccess: changed,
  });
}

/** Lines change hands with who leaves. */
function useTeamChanged() {
  const queries = useQueryClient();
  return () =>
    Promise.all(["team", "lines", "me"].map((part) => queries.invalidateQueries({ queryKey: [part] })));
}
