import type { ProgressShape } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { PART_COLOUR } from "./ProgressBar";
import { openIn, type PartName, partsOf } from "./progress";
import type { Shown } from "./responses";

interface ProgressPartsProps {
  progress: ProgressShape;
  /** The part whose recipients are listed; null for all. */
  chosen: Shown | null;
  onChoose: (part: PartName | null) => void;
}

/** Parts that most broadcasts do not have, and those that are empty for good once nothing is under way. */
const SELDOM: ReadonlySet<PartName> = new Set(["waiting", "cancelled"]);
const UNDER_WAY: ReadonlySet<PartName> = new Set(["sending", "queued"]);

/** The numbers of a broadcast; a tap on one lists its recipients. */
export function ProgressParts({ progress, chosen, onChoose }: ProgressPartsProps) {
  const atRest = openIn(progress) === progress.waiting && progress.recipients > 0;
  return (
    <fieldset className="grid grid-cols-[repeat(auto-fit,minmax(5.5rem,1fr))] gap-2">
      <legend className="sr-only">Show recipients</legend>
      {partsOf(progress)
        .filter(({ name, count }) => count > 0 || !(SELDOM.has(name) || (atRest && UNDER_WAY.has(name))))
        .map((part) => (
          <button
            key={part.name}
            type="button"
            data-part={part.name}
            aria-pressed={chosen === part.name}
            onClick={() => onChoose(chosen === part.name ? null : part.name)}
            className={cx(
              "flex min-h-16 flex-col justify-between rounded-xl border px-2.5 py-2 text-left transition-colors hover:bg-hover",
              chosen === part.name ? "border-brand-text bg-brand-soft" : "border-rule",
            )}
          >
            <span
              className={cx(
                "text-xl leading-tight font-semibold tabular-nums",
                part.count === 0 && "text-soft",
              )}
            >
              {part.count.toLocaleString()}
            </span>
            <span className="flex items-center gap-1.5 text-xs text-soft">
              <span
                aria-hidden="true"
                className={cx("size-2 shrink-0 rounded-full", PART_COLOUR[part.name])}
              />
              <span className="whitespace-nowrap">{part.label}</span>
            </span>
          </button>
        ))}
    </fieldset>
  );
}
