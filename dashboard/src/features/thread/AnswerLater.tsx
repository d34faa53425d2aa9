import { useSchedule } from "@/api/scheduled";
import { dropDraft, readDraft } from "@/shared/drafts";
import { SendLater, tellPlanned } from "@/shared/schedule/SendLater";

/** Keeps what stands in the composer for a later moment. */
export function AnswerLater({ thread, disabled }: { thread: string; disabled: boolean }) {
  const schedule = useSchedule(thread);
  const choose = (at: Date, cancelOnReply: boolean, close: () => void) => {
    const draft = readDraft(thread);
    if (!draft) return;
    schedule.mutate(
      { draft, at, cancelOnReply },
      {
        onSuccess: (message) => {
          if (readDraft(thread)?.key === draft.key) dropDraft(thread);
          tellPlanned(message);
          close();
        },
      },
    );
  };
  return (
    <SendLater
      disabled={disabled}
      busy={schedule.isPending}
      fault={schedule.error}
      onChoose={choose}
      onClose={schedule.reset}
    />
  );
}
