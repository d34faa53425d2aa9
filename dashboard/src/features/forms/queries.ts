import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { pagesQuery } from "@/api/pages";
import type { FormPage, FormPatch, FormShape, NewForm } from "@/api/types.gen";

const FORMS = ["forms"] as const;
const WAITING = ["opt-ins", "review"] as const;

/** All forms, and what their wordings must say. */
export const formsQuery = queryOptions({
  queryKey: FORMS,
  queryFn: (): Promise<FormPage> => given(api().GET("/forms")),
});

/** Opt-ins that nothing was texted for yet. */
export const waitingQuery = pagesQuery(WAITING, (from) =>
  given(api().GET("/opt-ins/review", { params: { query: from } })),
);

/** `key` stays the same until the form is made, so that a repeat makes no second one. */
export function useCreateForm() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ form, key }: { form: NewForm; key: string }): Promise<FormShape> =>
      given(api().POST("/forms", { params: { header: { "Idempotency-Key": key } }, body: form })),
    onSuccess: () => queries.invalidateQueries({ queryKey: FORMS }),
  });
}

export function useChangeForm() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: FormPatch }): Promise<FormShape> =>
      given(api().PATCH("/forms/{form_id}", { params: { path: { form_id: id } }, body: patch })),
    onSuccess: () => queries.invalidateQueries({ queryKey: FORMS }),
  });
}

/** Lets an opt-in pass, or turns it down. */
export function useSettle() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, accept }: { id: string; accept: boolean }): Promise<unknown> =>
      given(
        api().POST("/opt-ins/review/{opt_in_id}", { params: { path: { opt_in_id: id } }, body: { accept } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: WAITING }),
  });
}
