import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { linesQuery } from "@/api/me";
import type { KeywordRuleShape, LineShape } from "@/api/types.gen";
import { toast } from "@/shared/ui/Toaster";

/** Sets all rules of a line at once. */
export function useChangeRules(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rules: KeywordRuleShape[]): Promise<LineShape> =>
      given(api().PATCH("/lines/{line_id}", { params: { path: { line_id: id } }, body: { rules } })),
    onSuccess: (changed) => {
      toast("Saved");
      queries.setQueryData(linesQuery.queryKey, (lines) =>
        lines?.map((line) => (line.id === id ? changed : line)),
      );
    },
  });
}
