import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { meQuery } from "@/api/me";
import type { LeadStage } from "@/api/types.gen";
import { Page } from "@/shared/ui/Page";
import { Loading } from "@/shared/ui/States";
import { toast } from "@/shared/ui/Toaster";
import { useWide } from "@/shared/useWide";
import { BoardColumn } from "./BoardColumn";
import { BOARD_WIDTH, LeadTabs } from "./LeadTabs";
import { STAGES } from "./words";

/** Where a link to the board leads on a screen that has no room for it. */
function ListInstead() {
  useEffect(() => toast("The board needs a wider screen: this is the list"), []);
  return <Navigate to="/leads" replace />;
}

/** Leads by stage, those that nobody has first, each with its clock; on a phone the list does that better. */
export function BoardPage() {
  const me = useQuery(meQuery).data;
  if (!useWide(BOARD_WIDTH)) return <ListInstead />;
  const manages = me?.may.includes("assign") ?? false;
  return (
    <Page title="Leads" wide="full">
      <LeadTabs wide />
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
