import type { Stage } from "@/api/types.gen";
import { Badge } from "@/shared/ui/Badge";

const STAGES: Record<Stage, { tone: "plain" | "brand" | "warn"; word: string }> = {
  scheduled: { tone: "plain", word: "Scheduled" },
  preparing: { tone: "brand", word: "Preparing" },
  running: { tone: "brand", word: "Sending" },
  paused: { tone: "warn", word: "Paused" },
  cancelled: { tone: "plain", word: "Cancelled" },
  expired: { tone: "plain", word: "Expired" },
  done: { tone: "plain", word: "Sent" },
};

/** How far a broadcast is, in one word. */
export function StageBadge({ stage }: { stage: Stage }) {
  const { tone, word } = STAGES[stage];
  return <Badge tone={tone}>{word}</Badge>;
}
