import type { ReactNode } from "react";
import { cx } from "@/shared/lib/cx";

interface PanesProps {
  list: ReactNode;
  /** Whether something of the list is open. */
  open: boolean;
  children: ReactNode;
}

/** A list and what is open of it: beside each other from 768 px, over each other on a phone. */
export function Panes({ list, open, children }: PanesProps) {
  return (
    <div className="flex h-full">
      <div
        className={cx(
          "h-full w-full md:w-80 md:shrink-0 md:border-r md:border-rule lg:w-96",
          open && "max-md:hidden",
        )}
      >
        {list}
      </div>
      <div className={cx("h-full min-w-0 flex-1", !open && "max-md:hidden")}>{children}</div>
    </div>
  );
}
