import type { ReactNode } from "react";

/** Rows under each other, with fine lines between them; the last of a screen can be scrolled clear of a toast. */
export function List({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="-mx-4 divide-y divide-rule last:mb-24">
      {children}
    </ul>
  );
}

interface RowProps {
  /** A drawing or an Avatar. */
  start?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  end?: ReactNode;
}

/** The inside of a row: put it into a Link or a button for one that can be pressed. */
export function Row({ start, title, detail, end }: RowProps) {
  return (
    <span className="flex min-h-16 items-center gap-3 px-4 py-2.5 text-left">
      {start}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{title}</span>
        {detail && <span className="block truncate text-sm text-soft">{detail}</span>}
      </span>
      {end}
    </span>
  );
}
