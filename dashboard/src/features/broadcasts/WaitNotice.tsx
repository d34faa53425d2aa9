import type { BroadcastShape } from "@/api/types.gen";
import { full } from "@/shared/lib/time";
import { Notice } from "@/shared/ui/States";
import { isOver } from "./progress";
import { capInWords, waitsInWords } from "./waiting";

/** Why nothing goes, or not to all yet, and when the next text goes. What is paused or held goes by itself at no time. */
export function WaitNotice({ broadcast }: { broadcast: BroadcastShape }) {
  const { stage, held, next_at } = broadcast;
  if (isOver(stage)) return null;
  const waits = waitsInWords(broadcast);
  const cap = capInWords(broadcast);
  return (
    <>
      {held && <Notice tone="warn">{held}</Notice>}
      {waits && next_at && (
        <Notice tone="warn">
          {waits} {cap && `${cap} `}
          {stage === "paused" || held ? "The next text may go on" : "The next text goes by itself on"}{" "}
          <time dateTime={next_at}>{full(next_at)}</time> your time.
        </Notice>
      )}
    </>
  );
}
