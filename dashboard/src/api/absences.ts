import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { freshKey } from "@/shared/lib/ids";
import { api, given } from "./client";
import { sendTwice } from "./sending";
import type { AbsenceList, AbsencePatch, AbsenceShape, NewAbsence } from "./types.gen";

/** Who is away, as far as the person may know it, and who could stand in. It changes with the hour. */
export const absencesQuery = queryOptions({
  queryKey: ["absences"],
  queryFn: (): Promise<AbsenceList> => given(api().GET("/absences")),
  refetchInterval: 60_000,
});

/** A new absence, or with `id` what changes of one. */
export type Wish = { body: NewAbsence } | { id: string; patch: AbsencePatch };

export function useSaveAbsence() {
  const changed = useAbsencesChanged();
  return useMutation({
    mutationFn: (wish: Wish): Promise<AbsenceShape> => {
      if ("id" in wish) return change(wish.id, wish.patch);
      const header = { "Idempotency-Key": freshKey() };
      return sendTwice(() => given(api().POST("/absences", { params: { header }, body: wish.body })));
    },
    onSuccess: changed,
  });
}

export function useDeleteAbsence() {
  const changed = useAbsencesChanged();
  return useMutation({ mutationFn: (id: string) => remove(id), onSuccess: changed });
}

/** Ends what the person is away for now, at once. One of each week skips this time and stays. */
export function useComeBack() {
  const changed = useAbsencesChanged();
  return useMutation({
    mutationFn: async (absences: AbsenceShape[]) => {
      for (const absence of absences) await end(absence);
    },
    onSettled: changed,
  });
}

async function end(absence: AbsenceShape): Promise<unknown> {
  const { id, until, ends, week } = absence;
  if (week.length === 0 || until === null || until === ends) return remove(id);
  return change(id, { starts: until });
}

function change(id: string, patch: AbsencePatch): Promise<AbsenceShape> {
  return given(api().PATCH("/absences/{absence_id}", { params: { path: { absence_id: id } }, body: patch }));
}

function remove(id: string): Promise<unknown> {
  return given(api().DELETE("/absences/{absence_id}", { params: { path: { absence_id: id } } }));
}

function useAbsencesChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: absencesQuery.queryKey });
}
