import { useState } from "react";
import { sentence } from "@/api/problem";
import type { BroadcastShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { Notice } from "@/shared/ui/States";
import { ChangeAudience } from "./ChangeAudience";
import { ChangeEnd } from "./ChangeEnd";
import { ChangeText } from "./ChangeText";
import { ChangeTime } from "./ChangeTime";
import { hasBegun, isOver, isToBegin, openIn, totalOf } from "./progress";
import { useSteer } from "./queries";

const ENDS = "What has not gone will not go, and this cannot be taken back.";

/** Pause, resume and cancel, for whoever may and while there is something to stop. */
export function Controls({ broadcast }: { broadcast: BroadcastShape }) {
  const [asking, setAsking] = useState(false);
  const steer = useSteer(broadcast.id);
  const { stage } = broadcast;
  const going = isGoing(broadcast);
  const cancel = cancelling(broadcast);
  if (!broadcast.steerable || isOver(stage)) return null;
  const act = going ? "pause" : "resume";
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Changes broadcast={broadcast} />
        {(stage !== "scheduled" || going) && (
          <Button
            look={going ? "secondary" : "primary"}
            icon={going ? "pause" : "send"}
            busy={steer.isPending && !asking}
            onClick={() => steer.mutate(act)}
          >
            {going ? "Pause" : "Resume"}
          </Button>
        )}
        <Button look="danger" icon="close" disabled={steer.isPending} onClick={() => setAsking(true)}>
          {cancel.button}
        </Button>
      </div>
      {steer.isError && !asking && (
        <Notice tone="danger" role="alert">
          {sentence(steer.error)}
        </Notice>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={cancel.title}
        action={cancel.deed}
        keep={keptBy(broadcast)}
        onConfirm={() => steer.mutate("cancel", { onSuccess: () => setAsking(false) })}
        busy={steer.isPending}
        error={asking ? steer.error : null}
      >
        {cancel.means}
      </Confirm>
    </div>
  );
}

/** What may still be changed of one that has not begun. One that comes again has no end but its last day. */
function Changes({ broadcast }: { broadcast: BroadcastShape }) {
  if (!broadcast.changeable) return null;
  return (
    <>
      <ChangeText broadcast={broadcast} />
      <ChangeAudience broadcast={broadcast} />
      <ChangeTime broadcast={broadcast} />
      {!broadcast.repeat && <ChangeEnd broadcast={broadcast} />}
    </>
  );
}

/** Whether there is something to pause: what is scheduled once can be cancelled, or given another time. */
function isGoing({ stage, repeat }: BroadcastShape): boolean {
  return stage === "preparing" || stage === "running" || (stage === "scheduled" && repeat != null);
}

/** What not cancelling it does. */
function keptBy({ stage }: BroadcastShape): string {
  return stage === "preparing" || stage === "running" ? "Keep sending" : "Keep it";
}

/** What is cancelled, and what that means. */
function cancelling(broadcast: BroadcastShape): {
  button: string;
  title: string;
  deed: string;
  means: string;
} {
  if (hasBegun(broadcast))
    return {
      button: "Cancel the rest",
      title: "Cancel the rest of this broadcast?",
      deed: "Cancel the rest",
      means: `${remaining(broadcast)}${ENDS} What was sent stays sent.`,
    };
  const whole = { button: "Cancel", title: "Cancel this broadcast?", deed: "Cancel it" };
  if (broadcast.repeat)
    return {
      ...whole,
      means: "It will not come again, and this cannot be taken back. What was sent stays sent.",
    };
  if (isToBegin(broadcast))
    return { ...whole, means: "Nothing of it has gone, and nothing will. This cannot be taken back." };
  return { ...whole, means: `${remaining(broadcast)}${ENDS}` };
}

function remaining(broadcast: BroadcastShape): string {
  const { progress, listing } = broadcast;
  const open = progress ? openIn(progress) : 0;
  if (!progress || open === 0) return "";
  if (listing)
    return `Of ${totalOf(broadcast)}, ${open.toLocaleString()} ${open === 1 ? "has" : "have"} not gone yet. `;
  return `${open.toLocaleString()} of ${totalOf(broadcast)} texts have not gone yet. `;
}
