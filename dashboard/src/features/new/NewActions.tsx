import type { RefObject } from "react";
import { AttachButton } from "@/shared/media/Attach";
import { InsertTemplate } from "@/shared/templates/InsertTemplate";
import { Button } from "@/shared/ui/Button";
import { FirstLater } from "./FirstLater";
import type { Written } from "./useWritten";

interface NewActionsProps {
  area: RefObject<HTMLTextAreaElement | null>;
  written: Written;
  line: string;
  /** To how many it goes. */
  people: number;
  busy: boolean;
  onNote: (note: string) => void;
  onPlanned: (thread: string) => void;
}

/** What one may do with the text: a picture, a template, later, now. */
export function NewActions({ area, written, line, people, busy, onNote, onPlanned }: NewActionsProps) {
  const { attachments, one, several, ready } = written;
  const words = several ? `Send to ${people} people` : "Send";
  return (
    <div className="flex flex-wrap items-center gap-2">
      <AttachButton attachments={attachments} />
      <InsertTemplate field={area} who={one ? { to: one.value } : {}} onNote={onNote} wide />
      <span className="ml-auto flex flex-wrap justify-end gap-2">
        <FirstLater
          line={line}
          to={one?.value ?? ""}
          disabled={!ready || !one || busy}
          onPlanned={onPlanned}
        />
        <Button type="submit" look="primary" icon="send" busy={busy} disabled={!ready}>
          {busy ? "Sending…" : words}
        </Button>
      </span>
    </div>
  );
}
