import { useQuery } from "@tanstack/react-query";
import { brandQuery } from "@/api/brand";
import { useMay } from "@/api/me";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { RuleFacts } from "./RuleFacts";
import { RulesForm } from "./RulesForm";

/** Who gets new leads. */
export function LeadRulesPage() {
  // All rules are saved at once: one begins with those that hold now.
  const query = useQuery({ ...brandQuery, staleTime: 0 });
  const may = useMay("manage_settings");
  const rules = query.data?.lead_rules;
  return (
    <Page title="Lead rules" back="/settings">
      {query.isPending && <Loading rows={3} />}
      {query.isError && !rules && <Failed error={query.error} retry={() => void query.refetch()} />}
      {rules && (
        <div className="flex flex-col gap-6">
          <p className="text-sm text-soft text-pretty">
            Who gets a new lead. The first rule counts that fits and has somebody who is there and may text
            from the lead’s line.
          </p>
          {may ? <RulesForm rules={rules} /> : <RuleFacts rules={rules} />}
        </div>
      )}
    </Page>
  );
}
