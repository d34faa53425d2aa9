import { useId } from "react";
import type { LineShape } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { Badge } from "@/shared/ui/Badge";
import { Button, IconButton } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { type Draft, type Faults, mayBeSilent } from "./draft";
import { RuleFields } from "./RuleFields";
import { effectsOf, type Names, titleOf } from "./words";

interface RuleCardProps {
  draft: Draft;
  place: number;
  last: boolean;
  line: LineShape;
  names: Names;
  open: boolean;
  faults: Faults;
  onFold: (folded: boolean) => void;
  onChange: (part: Partial<Draft>) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

/** One rule: folded a line that says what it does, open its fields. */
export function RuleCard(props: RuleCardProps) {
  const { draft, place, open, faults, onFold } = props;
  const id = useId();
  const silent = !draft.alert && mayBeSilent(draft);
  return (
    <li className="rounded-2xl border border-rule">
      <h2>
        <button
          type="button"
          data-head
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => onFold(open)}
          className={cx(
            "flex min-h-16 w-full items-center gap-3 rounded-t-2xl px-4 py-2.5 text-left hover:bg-hover",
            !open && "rounded-b-2xl",
          )}
        >
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">
              {place + 1}. {titleOf(draft)}
            </span>{" "}
            <span className="line-clamp-2 text-sm wrap-anywhere text-soft">
              {effectsOf(draft, silent, props.names)}
            </span>
            {Object.keys(faults).length > 0 && <Badge tone="danger">Needs a change</Badge>}
          </span>
          <Icon
            name="down"
            className={cx("size-5 shrink-0 text-soft transition-transform", open && "rotate-180")}
          />
        </button>
      </h2>
      {open && (
        <fieldset id={id} aria-label={`Rule ${place + 1}`} className="min-w-0 px-4 pt-2 pb-4">
          {faults.whole && (
            <p role="alert" tabIndex={-1} aria-invalid="true" className="mb-4 text-sm text-danger">
              {faults.whole}
            </p>
          )}
          <RuleFields draft={draft} line={props.line} faults={faults} onChange={props.onChange} />
          <CardButtons {...props} />
        </fieldset>
      )}
    </li>
  );
}

/** At either end an arrow stays where it is, so that who moves a rule by keyboard is not thrown out. */
function CardButtons({ place, last, onMove, onRemove }: RuleCardProps) {
  const arrow = (step: -1 | 1, label: string, end: boolean) => (
    <IconButton
      icon="down"
      label={label}
      aria-disabled={end || undefined}
      className={cx("border border-rule", step < 0 && "*:rotate-180")}
      onClick={() => !end && onMove(step)}
    />
  );
  return (
    <div className="mt-5 flex gap-2">
      {arrow(-1, "Move up", place === 0)}
      {arrow(1, "Move down", last)}
      <Button look="danger" className="ml-auto" onClick={onRemove}>
        Remove
      </Button>
    </div>
  );
}
