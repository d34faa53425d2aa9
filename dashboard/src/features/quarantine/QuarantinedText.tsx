import type { QuarantinedText as Shape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Moment } from "@/shared/ui/Moment";
import { SettleText } from "./SettleText";

/** One text that found no line: who wrote where, what, and what can be done with it. */
export function QuarantinedText({ text }: { text: Shape }) {
  return (
    <article data-testid="quarantined" className="px-4 py-4">
      <p className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 font-medium">{pretty(text.sender)}</span>
        <Moment at={text.at} className="shrink-0 text-sm text-soft" />
      </p>
      <p className="text-sm text-soft">
        to {text.line?.label ? `${text.line.label}, ${pretty(text.to)}` : pretty(text.to)}
      </p>
      <p className="mt-1 whitespace-pre-wrap break-words">{text.body || "A picture"}</p>
      {text.obstacle && <p className="mt-2 text-sm text-soft text-pretty">{text.obstacle}</p>}
      <SettleText text={text} />
    </article>
  );
}
