import { useScheduleNew } from "@/api/scheduled";
import { dropDraft, readDraft } from "@/shared/drafts";
import { SendLater, tellPlanned } from "@/shared/schedule/SendLater";
import { NEW_DRAFT } from "./errors";

interface FirstLaterProps {
  line: string;
  to: string;
  disabled: boolean;
  /** Where the text stands now. */
  onPlanned: (thread: string) => void;
}

/** Keeps a first text to one person for a later moment. */
export function FirstLater({ line, to, disabled, onPlanned }: FirstLaterProps) {
  const schedule = useScheduleNew();
  const choose = (at: Date, cancelOnReply: boolean, close: () => void) => {
    const draft = readDraft(NEW_DRAFT);
    if (!draft) return;
    schedule.mutate(
      { line, to, draft, at, cancelOnReply },
      {
        onSuccess: ({ thread, message }) => {
          if (readDraft(NEW_DRAFT)?.key === draft.key) dropDraft(NEW_DRAFT);
          tellPlanned(message);
          close();
          onPlanned(thread.id);
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
