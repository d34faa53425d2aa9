import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { contactChoice, contactQuery } from "@/api/contacts";
import type { ContactShape } from "@/api/types.gen";
import { looksLikePhone, pretty } from "@/shared/lib/phone";
import type { Choice } from "@/shared/ui/choice";

/** Puts the addressee that the address names, a contact's id or a number, into the field; gives the contact. */
export function useFirstAddressee(setTo: (to: Choice[]) => void): ContactShape | undefined {
  const { to = "" } = useSearch({ strict: false });
  const number = looksLikePhone(to);
  const contact = useQuery({ ...contactQuery(to), enabled: to !== "" && !number }).data;
  const { id, name, phone } = contact ?? {};
  useEffect(() => {
    if (number) setTo([{ value: to, label: pretty(to) }]);
    else if (id && phone) setTo([contactChoice({ id, name: name ?? "", phone })]);
  }, [to, number, id, name, phone, setTo]);
  return contact;
}
