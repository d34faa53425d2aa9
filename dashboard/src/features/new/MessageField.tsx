import type { RefObject } from "react";
import type { LineShape } from "@/api/types.gen";
import { writeDraft } from "@/shared/drafts";
import { AttachTray } from "@/shared/media/Attach";
import { TextArea } from "@/shared/ui/Field";
import { BodyHint } from "./BodyHint";
import { NEW_DRAFT } from "./errors";
import type { Written } from "./useWritten";

interface MessageFieldProps {
  area: RefObject<HTMLTextAreaElement | null>;
  written: Written;
  line: LineShape;
  error: string | undefined;
}

/** The text, and the files that go with it. */
export function MessageField({ area, written, line, error }: MessageFieldProps) {
  const { body, text, attachments, several } = written;
  return (
    <>
      <TextArea
        ref={area}
        label="Message"
        value={body}
        error={error}
        onChange={(event) => writeDraft(NEW_DRAFT, event.target.value)}
        onPaste={(event) => {
          const pasted = [...event.clipboardData.files];
          if (pasted.length === 0) return;
          event.preventDefault();
          attachments.add(pasted);
        }}
        hint={<BodyHint text={text} line={line} files={attachments.media.length} />}
      />
      <AttachTray attachments={attachments} kind={line.kind} />
      {several && (
        <p role="status" className="text-sm text-soft">
          “Send later” is for one person at a time.
        </p>
      )}
    </>
  );
}
