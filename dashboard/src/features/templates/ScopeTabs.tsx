import { Link } from "@tanstack/react-router";
import type { Scope } from "@/api/types.gen";

const TABS = [
  { scope: "personal", label: "Mine", search: {} },
  { scope: "shared", label: "Shared", search: { scope: "shared" } },
] as const;

/** Whose templates are shown. */
export function ScopeTabs({ scope }: { scope: Scope }) {
  return (
    <nav aria-label="Whose" className="-mx-4 -mt-5 mb-2 flex border-b border-rule px-2">
      {TABS.map((tab) => (
        <Link
          key={tab.scope}
          to="/templates"
          search={tab.search}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={tab.scope === scope ? "page" : undefined}
          className="flex min-h-11 flex-1 items-center justify-center border-b-2 border-transparent px-1 text-sm text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-brand-text aria-[current=page]:font-semibold aria-[current=page]:text-brand-text"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
