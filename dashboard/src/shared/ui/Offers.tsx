import { cx } from "@/shared/lib/cx";
import type { Choice } from "./choice";

interface OffersProps {
  id: string;
  offered: Choice[];
  /** The place of the one that Enter takes. */
  at: number;
  choose: (choice: Choice) => void;
}

/** What a type-ahead offers, under its field. */
export function Offers({ id, offered, at, choose }: OffersProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      hidden={offered.length === 0}
      className="absolute inset-x-0 z-20 mt-1 max-h-72 overflow-y-auto rounded-2xl border border-rule bg-raised p-1.5 shadow-float"
    >
      {offered.map((choice, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
        <div
          key={choice.value}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === at}
          tabIndex={-1}
          // The field keeps the focus, so that one can go on typing.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(choice)}
          className={cx(
            "flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-xl px-3 py-1.5",
            place === at && "bg-hover",
          )}
        >
          <span className="truncate font-medium">{choice.label}</span>
          {choice.detail && <span className="shrink-0 text-sm text-soft">{choice.detail}</span>}
        </div>
      ))}
    </div>
  );
}
