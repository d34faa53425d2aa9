import type { LineShape } from "@/api/types.gen";
import { LengthHint } from "@/shared/ui/LengthHint";
import type { Merged } from "@/shared/useMerged";

interface BodyHintProps {
  text: Merged;
  line: LineShape;
  files: number;
}

/** How long the text is, and what is put behind it where it is the line's first to somebody. */
export function BodyHint({ text, line, files }: BodyHintProps) {
  if (!text.text && files === 0) return null;
  return (
    <>
      <LengthHint text={text} kind={line.kind} files={files} />
      <span data-testid="introduction" className="block text-xs text-soft">
        This line’s first text to somebody ends with “{line.introduction.trim()}”, unless it says so itself.
      </span>
    </>
  );
}
