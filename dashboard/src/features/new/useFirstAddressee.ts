import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { api, given } from "@/api/client";
import { contactChoice } from "@/api/contacts";
import { looksLikePhone, pretty } from "@/shared/lib/phone";
import type { Choice } from "@/shared/ui/choice";

/** Puts the addressee that the address names, a contact's id or a number, into the field. */
export function useFirstAddressee(setTo: (to: Choice[]) => void): void {
  const { to } = useSearch({ strict: false });
  useEffect(() => {
    if (!to) return;
    if (looksLikePhone(to)) return setTo([{ value: to, label: pretty(to) }]);
    let current = true;
    given(api().GET("/contacts/{contact_id}", { params: { path: { contact_id: to } } }))
      .then((contact) => current && setTo([contactChoice(contact)]))
      .catch(() => null);
    return () => {
      current = false;
    };
  }, [to, setTo]);
}
