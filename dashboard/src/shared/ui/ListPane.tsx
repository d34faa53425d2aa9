import type { ReactNode } from "react";

interface ListPaneProps {
  title: string;
  actions?: ReactNode;
  /** What stays above the list: tabs, a search field. */
  top?: ReactNode;
  children: ReactNode;
}

/** The pane of a list: a heading that stays, and the rows that scroll below it. */
export function ListPane({ title, actions, top, children }: ListPaneProps) {
  return (
    <section aria-label={title} className="flex h-full flex-col bg-surface">
      <header className="pad-top border-b border-rule">
        <div className="flex min-h-14 items-center gap-2 pr-3 pl-4">
          <h1 className="min-w-0 flex-1 truncate text-2xl font-semibold tracking-tight">{title}</h1>
          {actions}
        </div>
        {top}
      </header>
      <div className="flex-1 overflow-y-auto overscroll-contain">{children}</div>
    </section>
  );
}
