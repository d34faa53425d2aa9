import type { BroadcastShape, Stage } from "@/api/types.gen";
import { Badge } from "@/shared/ui/Badge";
import { isHeld, onlyWaits } from "./progress";

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

const HELD = { tone: "warn", word: "Held" } as const;

/** How far a broadcast is, in one word. */
export function StageBadge({ broadcast }: { broadcast: BroadcastShape }) {
  const { tone, word } = isHeld(broadcast) ? HELD : onlyWaits(broadcast) ? WAITS : STAGES[broadcast.stage];
  return <Badge tone={tone}>{word}</Badge>;
}
