import { type ReactNode, useId } from "react";
import { cx } from "@/shared/lib/cx";
import { Badge } from "@/shared/ui/Badge";
import { Button, IconButton } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";

export interface CardProps {
  place: number;
  last: boolean;
  open: boolean;
  onFold: (folded: boolean) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

interface RuleCardProps extends CardProps {
  title: string;
  detail: string;
  /** Whether something of it must be changed; `trouble` is what is wrong with the whole of it. */
  faulty: boolean;
  trouble?: string | undefined;
  children: ReactNode;
}

/** One rule of several in order: folded a line that says what it does, open its fields. */
export function RuleCard(props: RuleCardProps) {
  const { place, open, onFold } = props;
  const id = useId();
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
              {place + 1}. {props.title}
            </span>{" "}
            <span className="line-clamp-2 text-sm wrap-anywhere text-soft">{props.detail}</span>
            {props.faulty && <Badge tone="danger">Needs a change</Badge>}
          </span>
          <Icon
            name="down"
            className={cx("size-5 shrink-0 text-soft transition-transform", open && "rotate-180")}
          />
        </button>
      </h2>
      {open && (
        <fieldset id={id} aria-label={`Rule ${place + 1}`} className="min-w-0 px-4 pt-2 pb-4">
          {props.trouble && (
            <p role="alert" tabIndex={-1} aria-invalid="true" className="mb-4 text-sm text-danger">
              {props.trouble}
            </p>
          )}
          {props.children}
          <CardButtons {...props} />
        </fieldset>
      )}
    </li>
  );
}

/** At either end an arrow stays where it is, so that who moves a rule by keyboard is not thrown out. */
function CardButtons({ place, last, onMove, onRemove }: CardProps) {
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
