import { useState } from "react";
import { useCancelScheduled } from "@/api/scheduled";
import type { MessageShape } from "@/api/types.gen";
import { full } from "@/shared/lib/time";
import { Button } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { Icon } from "@/shared/ui/Icon";
import { WaitingBox } from "./Delivery";
import { EditScheduled } from "./EditScheduled";
import { MediaList } from "./Media";

interface ScheduledBubbleProps {
  thread: string;
  message: MessageShape;
  /** Whether the reader may write in this conversation, and so change what is to go. */
  mayWrite: boolean;
}

/** A text that goes later: when, what would call it off, and the ways to change that. */
export function ScheduledBubble({ thread, message, mayWrite }: ScheduledBubbleProps) {
  const [asking, setAsking] = useState<"edit" | "cancel" | null>(null);
  const cancel = useCancelScheduled(thread, message.id);
  const close = () => {
    setAsking(null);
    cancel.reset();
  };
  const plan = message.scheduled;
  if (!plan) return null;
  return (
    <div
      data-testid="scheduled"
      className="flex max-w-[82%] flex-col items-end gap-0.5 self-end sm:max-w-[70%]"
    >
      <p className="mt-1.5 flex items-start gap-1.5 px-2 text-xs text-soft">
        <Icon name="clock" className="size-3.5 shrink-0" />
        <span>
          Goes <time dateTime={plan.send_at}>{full(plan.send_at)}</time> your time
          {message.author && `, by ${message.author.name}`}
        </span>
      </p>
      <div className="rounded-3xl rounded-br-lg border border-dashed border-field px-4 py-2.5 whitespace-pre-wrap wrap-anywhere">
        <span className="sr-only">Scheduled: </span>
        {message.body}
        <MediaList thread={thread} message={message} sender="You" />
      </div>
      {plan.cancel_on_reply && <p className="px-2 text-xs text-soft">Does not go if they reply before.</p>}
      {plan.warning && <p className="px-2 text-xs text-warn">{plan.warning}</p>}
      {message.waiting && <WaitingBox waiting={message.waiting} />}
      {mayWrite && (
        <div className="flex gap-1">
          <Button look="quiet" onClick={() => setAsking("edit")}>
            Edit
          </Button>
          <Button look="quiet" onClick={() => setAsking("cancel")}>
            Cancel
          </Button>
        </div>
      )}
      <EditScheduled thread={thread} message={message} open={asking === "edit"} onClose={close} />
      <Confirm
        open={asking === "cancel"}
        onClose={close}
        title="Cancel this text?"
        action="Cancel the text"
        onConfirm={() => cancel.mutate(undefined, { onSuccess: close })}
        busy={cancel.isPending}
        error={cancel.error}
      >
        It will not go. The conversation keeps what it said.
      </Confirm>
    </div>
  );
}
