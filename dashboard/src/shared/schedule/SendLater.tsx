import { useState } from "react";
import { ApiError, sentence } from "@/api/problem";
import type { MessageShape } from "@/api/types.gen";
import { full } from "@/shared/lib/time";
import { Button } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { toast } from "@/shared/ui/Toaster";
import { ScheduleSheet } from "./ScheduleSheet";

interface SendLaterProps {
  disabled: boolean;
  /** Keeping it for later is under way; what spoke against the moment that was chosen. */
  busy: boolean;
  fault: unknown;
  /** Keeps what is written for then; `close` once that is done. */
  onChoose: (at: Date, cancelOnReply: boolean, close: () => void) => void;
  /** The sheet was closed: what was tried in it is over. */
  onClose: () => void;
}

/** Keeps what is written for a later moment. */
export function SendLater({ disabled, busy, fault, onChoose, onClose }: SendLaterProps) {
  const [open, setOpen] = useState(false);
  const [cancelOnReply, setCancelOnReply] = useState(true);
  const close = () => {
    setOpen(false);
    onClose();
  };
  return (
    <>
      <Button look="quiet" icon="clock" disabled={disabled} onClick={() => setOpen(true)}>
        Send later…
      </Button>
      <ScheduleSheet
        open={open}
        onClose={close}
        title="Send later"
        action="Schedule"
        onChoose={(at) => onChoose(at, cancelOnReply, close)}
        busy={busy}
        trouble={fault ? reason(fault) : null}
      >
        <Checkbox
          label="Cancel it if they reply before"
          checked={cancelOnReply}
          onChange={setCancelOnReply}
        />
      </ScheduleSheet>
    </>
  );
}

/** Nothing that is wrong has a field in the sheet: the first of it is told. */
function reason(fault: unknown): string {
  const [first] = fault instanceof ApiError ? Object.values(fault.fields) : [];
  return first ?? sentence(fault);
}

/** Says until when a text was kept, and what is to be known of that moment. */
export function tellPlanned(message: MessageShape): void {
  const { send_at: at, warning } = message.scheduled ?? {};
  toast(`Scheduled for ${full(at ?? message.at)}.${warning ? ` Then: ${warning}` : ""}`);
}
