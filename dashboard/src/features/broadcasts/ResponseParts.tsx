import type { ResponsesShape } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { percent, type ResponseName, responsesOf, type Shown, timesInWords } from "./responses";

interface ResponsePartsProps {
  responses: ResponsesShape;
  /** Whether its links are short ones, which count who opens them. */
  links: boolean;
  chosen: Shown | null;
  onChoose: (response: ResponseName | null) => void;
}

/** Who answered, opted out, opened a link or was won, in numbers; a tap on one lists them. */
export function ResponseParts({ responses, links, chosen, onChoose }: ResponsePartsProps) {
  return (
    <section aria-label="Responses" className="flex flex-col gap-2">
      <fieldset className="grid grid-cols-2 gap-2 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none">
        <legend className="mb-2 font-semibold">Responses</legend>
        {responsesOf(responses, links).map(({ name, label, count, rate }) => (
          <button
            key={name}
            type="button"
            data-response={name}
            aria-pressed={chosen === name}
            onClick={() => onChoose(chosen === name ? null : name)}
            className={cx(
              "flex min-h-16 flex-col justify-between rounded-xl border px-2.5 py-2 text-left transition-colors hover:bg-hover",
              chosen === name ? "border-brand-text bg-brand-soft" : "border-rule",
            )}
          >
            <span className="flex w-full items-baseline justify-between gap-2">
              <span
                className={cx("text-xl leading-tight font-semibold tabular-nums", count === 0 && "text-soft")}
              >
                {count.toLocaleString()}
              </span>
              {rate !== null && <span className="text-sm text-soft tabular-nums">{percent(rate)}</span>}
            </span>
            <span className="text-xs text-soft">{label}</span>
          </button>
        ))}
      </fieldset>
      <p className="text-xs text-soft">
        Each person counts once: answers and opt-outs within {responses.within_days} days of the text, leads
        won within {responses.won_within_days}. Shares are of the {responses.texted.toLocaleString()} who were
        texted.
        {links && responses.openings > 0 && ` Links were opened ${timesInWords(responses.openings)}.`}
      </p>
    </section>
  );
}
