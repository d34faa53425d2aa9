import { queryOptions } from "@tanstack/react-query";
import { pretty } from "@/shared/lib/phone";
import { api, given } from "./client";
import type { ContactShape } from "./types.gen";

const OFFERED = 8;

/** Contacts whose name or number begins so: what a type-ahead offers. */
export async function findContacts(typed: string): Promise<ContactShape[]> {
  const page = await given(api().GET("/contacts", { params: { query: { q: typed, limit: OFFERED } } }));
  return page.items;
}

/** One contact, with its consent on each of the caller's lines. */
export function contactQuery(id: string) {
  return queryOptions({
    queryKey: ["contacts", "one", id] as const,
    queryFn: (): Promise<ContactShape> =>
      given(api().GET("/contacts/{contact_id}", { params: { path: { contact_id: id } } })),
  });
}

/** A contact as a type-ahead's choice. */
export function contactChoice(contact: Pick<ContactShape, "id" | "name" | "phone">) {
  const number = pretty(contact.phone);
  return { value: contact.id, label: contact.name || number, detail: contact.name ? number : "" };
}
