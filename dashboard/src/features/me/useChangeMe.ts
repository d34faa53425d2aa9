import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { meQuery } from "@/api/me";
import type { Me, MePatch } from "@/api/types.gen";
import { toast } from "@/shared/ui/Toaster";

/** Changes the person's own settings. */
export function useChangeMe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patch: MePatch): Promise<Me> => given(api().PATCH("/me", { body: patch })),
    onSuccess: (me) => {
      queries.setQueryData(meQuery.queryKey, me);
      toast("Saved");
    },
  });
}
