import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, given } from "@/api/client";
import { meQuery } from "@/api/me";
import { ApiError } from "@/api/problem";
import type { Me } from "@/api/types.gen";
import { freshKey } from "@/shared/lib/ids";
import { useStored, writeStored } from "@/shared/lib/stored";
import { toast } from "@/shared/ui/Toaster";

/** A code is on its way: to which number, by its last digits, and until when it counts. */
interface Waiting {
  tail: string;
  until: string;
}

/**
 * How the person's phone becomes its own. That a code waits is kept until after a reload: who looks it up in another
 * app may find this one loaded anew.
 */
export function useOwnPhone(me: Me) {
  const queries = useQueryClient();
  const place = `parley.own-phone.${me.id}`;
  const kept = useStored<Waiting>(place);
  const [key, setKey] = useState(freshKey);
  const show = (after: Me) => queries.setQueryData(meQuery.queryKey, after);
  const ask = useMutation({
    mutationFn: (phone: string) =>
      given(api().POST("/me/phone", { params: { header: { "Idempotency-Key": key } }, body: { phone } })),
    onSuccess: ({ until }, phone) => {
      confirm.reset();
      setKey(freshKey());
      writeStored(place, { tail: phone.replace(/\D/g, "").slice(-4), until });
    },
    // After a refusal it is another request; where it may have arrived, a repeat must be the same one.
    onError: (fault) => {
      if (fault instanceof ApiError && fault.problem.status < 500) setKey(freshKey());
    },
  });
  const confirm = useMutation({
    mutationFn: (code: string): Promise<Me> => given(api().POST("/me/phone/code", { body: { code } })),
    onSuccess: (after) => {
      writeStored(place, null);
      show(after);
      toast("This is your phone now");
    },
  });
  const forget = useMutation({
    mutationFn: () => given(api().DELETE("/me/phone")),
    onSuccess: async () => {
      writeStored(place, null);
      await queries.invalidateQueries(meQuery);
    },
  });
  const waiting = kept !== null && Date.parse(kept.until) > Date.now() ? kept : null;
  return { ask, confirm, forget, waiting, again: () => writeStored(place, null) };
}
