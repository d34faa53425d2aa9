import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { contactQuery } from "@/api/contacts";
import { pagesQuery } from "@/api/pages";
import type { ContactPatch, ContactShape, NewContact } from "@/api/types.gen";

const LISTS = ["contacts", "list"] as const;

/** Contacts by name; with `q` those whose name or number begins so. */
export function contactsQuery(q: string) {
  return pagesQuery([...LISTS, q], (from) =>
    given(api().GET("/contacts", { params: { query: { ...from, ...(q && { q }) } } })),
  );
}

export function useCreateContact() {
  const changed = useListsChanged();
  return useMutation({
    mutationFn: (contact: NewContact): Promise<ContactShape> =>
      given(api().POST("/contacts", { body: contact })),
    onSuccess: changed,
  });
}

/** The answer names no consent, so what is known of that stays. */
export function useChangeContact(id: string) {
  const queries = useQueryClient();
  const changed = useListsChanged();
  return useMutation({
    mutationFn: (patch: ContactPatch): Promise<ContactShape> =>
      given(api().PATCH("/contacts/{contact_id}", { params: { path: { contact_id: id } }, body: patch })),
    onSuccess: (contact) => {
      queries.setQueryData(contactQuery(id).queryKey, (before) => ({
        ...contact,
        consents: before?.consents,
      }));
      return changed();
    },
  });
}

export function useDeleteContact(id: string) {
  const queries = useQueryClient();
  const changed = useListsChanged();
  return useMutation({
    mutationFn: (): Promise<unknown> =>
      given(api().DELETE("/contacts/{contact_id}", { params: { path: { contact_id: id } } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: contactQuery(id).queryKey, refetchType: "none" });
      void queries.invalidateQueries({ queryKey: ["groups"] });
      return changed();
    },
  });
}

/** What type-aheads offered may be out of date too. */
function useListsChanged() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ["type-ahead"] });
    return queries.invalidateQueries({ queryKey: LISTS });
  };
}
