import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/me";
import type { LeadStage } from "@/api/types.gen";
import { Page } from "@/shared/ui/Page";
import { Loading } from "@/shared/ui/States";
import { BoardColumn } from "./BoardColumn";
import { ImportLink } from "./ImportLink";
import { LeadTabs } from "./LeadTabs";
import { STAGES } from "./words";

/** Leads by stage, those that nobody has first, each with its clock. What has no room lies to the side. */
export function BoardPage() {
  const me = useQuery(meQuery).data;
  const manages = me?.may.includes("assign") ?? false;
  return (
    <Page title="Leads" wide="full" actions={<ImportLink />}>
      <LeadTabs />
      {me ? (
        <div className="-mx-4 flex min-h-120 items-start gap-3 overflow-x-auto px-4 pb-4">
          {(Object.keys(STAGES) as LeadStage[]).map((stage) => (
            <BoardColumn key={stage} stage={stage} manages={manages} />
          ))}
        </div>
      ) : (
        <Loading />
      )}
    </Page>
  );
}
