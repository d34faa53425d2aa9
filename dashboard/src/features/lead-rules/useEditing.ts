import { useMutation, useQueryClient } from "@tanstack/react-query";
import { brandQuery } from "@/api/brand";
import { api, given } from "@/api/client";
import type { BrandSettings, LeadRuleShape } from "@/api/types.gen";
import { useEditing as useRules } from "@/shared/rules/useEditing";
import { toast } from "@/shared/ui/Toaster";
import { draftOf, faultsOf, ruleOf } from "./draft";

const LEAD_RULES = { list: "lead_rules", draftOf, ruleOf, faultsOf };

/** The brand's rules under edit. */
export function useEditing(rules: LeadRuleShape[]) {
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (lead_rules: LeadRuleShape[]): Promise<BrandSettings> =>
      given(api().PATCH("/settings", { body: { lead_rules } })),
    onSuccess: (brand) => {
      queries.setQueryData(brandQuery.queryKey, brand);
      toast("Saved");
    },
  });
  return useRules(LEAD_RULES, rules, saving, ({ lead_rules }) => lead_rules);
}
