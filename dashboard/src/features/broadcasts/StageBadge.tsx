import type { Stage } from "@/api/types.gen";
import { Badge } from "@/shared/ui/Badge";

/** How far a broadcast is, in one word. */
export function StageBadge({ stage }: { stage: Stage }) {
  if (stage === "done") return <Badge>Sent</Badge>;
  return <Badge tone="brand">{stage === "preparing" ? "Preparing" : "Sending"}</Badge>;
}
