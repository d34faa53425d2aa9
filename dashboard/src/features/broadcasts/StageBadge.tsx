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

const WAITS = { tone: "warn", word: "Waiting" } as const;

/** How far a broadcast is, in one word. `waits`: all that is left waits for legal hours. */
export function StageBadge({ stage, waits = false }: { stage: Stage; waits?: boolean }) {
  const { tone, word } = waits ? WAITS : STAGES[stage];
  return <Badge tone={tone}>{word}</Badge>;
}
