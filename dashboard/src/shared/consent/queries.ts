import { queryOptions } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import type { ConsentProof } from "@/api/types.gen";

/** All that is on record of a contact's consent, on the lines that the caller sees. */
export function proofQuery(contact: string) {
  return queryOptions({
    queryKey: ["consent", contact],
    staleTime: 0,
    queryFn: (): Promise<ConsentProof> =>
      given(api().GET("/contacts/{contact_id}/consent", { params: { path: { contact_id: contact } } })),
  });
}
