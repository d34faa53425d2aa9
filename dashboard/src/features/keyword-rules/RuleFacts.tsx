import type { LineShape } from "@/api/types.gen";
import { draftOf } from "./draft";
import { useNames } from "./useNames";
import { effectsOf, titleOf } from "./words";

/** A line's rules, for those who do not change them. */
export function RuleFacts({ line }: { line: LineShape }) {
  const names = useNames(
    line,
    line.rules.some(({ group }) => group),
  );
  if (line.rules.length === 0) return <p>This line has no rules.</p>;
  return (
    <ol aria-label="Rules" className="divide-y divide-rule border-y border-rule">
      {line.rules.map(draftOf).map((rule) => (
        <li key={rule.words.join()} className="py-3 wrap-anywhere">
          <p className="font-medium">{titleOf(rule)}</p>
          <p className="text-sm text-soft">{effectsOf(rule, !rule.alert, names)}</p>
          {rule.reply && <p className="mt-1 whitespace-pre-wrap">“{rule.reply}”</p>}
        </li>
      ))}
    </ol>
  );
}
