import { Link, type LinkProps } from "@tanstack/react-router";

interface LinkTabsProps {
  label: string;
  tabs: { to: LinkProps["to"]; label: string }[];
  /** One of the places lies below another. */
  exact?: boolean;
}

/** Places that belong together, the current one marked. */
export function LinkTabs({ label, tabs, exact = false }: LinkTabsProps) {
  return (
    <nav aria-label={label} className="flex px-2">
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          to={tab.to}
          activeOptions={{ exact, includeSearch: false }}
          className="flex min-h-11 flex-1 items-center justify-center border-b-2 border-transparent px-1 text-sm text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-brand-text aria-[current=page]:font-semibold aria-[current=page]:text-brand-text"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
