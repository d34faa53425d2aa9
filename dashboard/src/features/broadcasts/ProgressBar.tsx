import type { ProgressShape } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { openIn, type PartName, partsOf, summary } from "./progress";

export const PART_COLOUR: Record<PartName, string> = {
  delivered: "bg-good",
  sent: "bg-brand",
  sending: "bg-brand/45",
  queued: "bg-rule",
  waiting: "bg-soft",
  failed: "bg-danger",
  refused: "bg-warn",
  cancelled: "bg-soft/60",
};

/** All recipients as one bar, cut by what became of their text. */
export function ProgressBar({
  progress,
  className = "h-3",
}: {
  progress: ProgressShape;
  className?: string;
}) {
  return (
    <span
      role="progressbar"
      aria-label="Progress"
      aria-valuemin={0}
      aria-valuemax={progress.recipients}
      aria-valuenow={progress.recipients - openIn(progress)}
      aria-valuetext={summary(progress)}
      className={cx("flex gap-0.5 overflow-hidden rounded-full bg-hover", className)}
    >
      {partsOf(progress)
        .filter((part) => part.count > 0)
        .map((part) => (
          <span
            key={part.name}
            className={cx("min-w-1 transition-[width] duration-500", PART_COLOUR[part.name])}
            style={{ width: `${part.share * 100}%` }}
          />
        ))}
    </span>
  );
}
