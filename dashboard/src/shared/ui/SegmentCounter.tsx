import type { LineKind } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { asItGoes, countSegments, MAX_BODY } from "@/shared/lib/segments";

/**
 * How many segments a text takes on a line of this kind, and what makes it long. `introduction` is what is put behind
 * a line's first text; it counts in full, though a text that says it already gets less or nothing. `estimate`: what its
 * fields stand for is not known yet.
 */
export function SegmentCounter({
  body,
  kind,
  className,
  introduction = "",
  estimate = false,
}: {
  body: string;
  kind: LineKind;
  className?: string;
  introduction?: string;
  estimate?: boolean;
}) {
  const whole = asItGoes(body, introduction);
  const { segments, left, forcedBy } = countSegments(whole, kind);
  const over = whole.length - MAX_BODY;
  if (over > 0) {
    return (
      <p role="alert" data-testid="segments" className={cx("text-xs text-danger", className)}>
        {over} {over === 1 ? "character" : "characters"} too long. A text has at most {MAX_BODY}.
      </p>
    );
  }
  return (
    <p
      data-testid="segments"
      data-segments={segments}
      className={cx("text-xs text-soft tabular-nums", className)}
    >
      {estimate && "About "}
      {segments} {segments === 1 ? "segment" : "segments"} · {left} left
      {estimate && " · an estimate: fields are filled in for each person"}
      {forcedBy && ` · “${forcedBy.trim() || "a special space"}” makes it longer`}
    </p>
  );
}
