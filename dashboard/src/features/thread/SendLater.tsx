import { useState } from "react";
import { sentence } from "@/api/problem";
import { useSchedule } from "@/api/scheduled";
import { dropDraft, readDraft } from "@/shared/drafts";
import { full } from "@/shared/lib/time";
import { ScheduleSheet } from "@/shared/schedule/ScheduleSheet";
import { Button } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { toast } from "@/shared/ui/Toaster";

/** Keeps what stands in the composer for a later moment. */
export function SendLater({ thread, disabled }: { thread: string; disabled: boolean }) {
  const [open, setOpen] = useState(false);
  const [cancelOnReply, setCancelOnReply] = useState(true);
  const schedule = useSchedule(thread);
  const close = () => {
    setOpen(false);
    schedule.reset();
  };
  const choose = (at: Date) => {
    const draft = readDraft(thread);
    if (!draft) return;
    schedule.mutate(
      { draft, at, cancelOnReply },
      {
        onSuccess: (message) => {
          if (readDraft(thread)?.key === draft.key) dropDraft(thread);
          const warning = message.scheduled?.warning;
          toast(`Scheduled for ${full(at.toISOString())}.${warning ? ` Then: ${warning}` : ""}`);
          close();
        },
      },
    );
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
        onChoose={choose}
        busy={schedule.isPending}
        trouble={schedule.isError ? sentence(schedule.error) : null}
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
