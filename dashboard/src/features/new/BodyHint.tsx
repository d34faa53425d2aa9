import type { LineShape } from "@/api/types.gen";
import { SegmentCounter } from "@/shared/ui/SegmentCounter";

/** How long the text is, and what is put behind it where it is the line's first to somebody. */
export function BodyHint({ body, line }: { body: string; line: LineShape }) {
  return (
    <>
      <SegmentCounter body={body} kind={line.kind} />
      {body && (
        <span data-testid="introduction" className="block text-xs text-soft">
          This line’s first text to somebody ends with “{line.introduction.trim()}”, unless it says so itself.
        </span>
      )}
    </>
  );
}
