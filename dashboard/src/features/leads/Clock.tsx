import type { LeadRow } from "@/api/types.gen";
import { Badge } from "@/shared/ui/Badge";
import { useNow } from "./useNow";
import { clock } from "./words";

/** How long a lead waits for its first text; marked once it is late. */
export function Clock({ lead }: { lead: LeadRow }) {
  const now = useNow();
  const told = clock(lead, now);
  if (!told) return null;
  return (
    <Badge tone={told.late ? "danger" : lead.waits ? "warn" : "good"}>
      {told.late ? `Late: ${told.words.toLowerCase()}` : told.words}
    </Badge>
  );
}
