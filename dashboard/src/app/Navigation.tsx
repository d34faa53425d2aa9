import { Link, type LinkProps, useMatchRoute } from "@tanstack/react-router";
import { useMay } from "@/api/me";
import { cx } from "@/shared/lib/cx";
import { Icon, type IconName } from "@/shared/ui/Icon";

interface Entry {
  to: LinkProps["to"];
  label: string;
  icon: IconName;
}

/** What one reaches from "Me". */
const BEHIND_ME = ["/away", "/settings", "/quarantine", "/templates"] as const;

/** The main places: along the lower edge on a phone, down the left side elsewhere. */
export function Navigation({ className }: { className?: string }) {
  const initiate = useMay("initiate");
  const broadcast = useMay("broadcast");
  const match = useMatchRoute();
  const within = match({ to: "/t/$threadId" })
    ? "/"
    : match({ to: "/groups", fuzzy: true })
      ? "/contacts"
      : BEHIND_ME.some((to) => match({ to, fuzzy: true }))
        ? "/me"
        : null;
  const entries: Entry[] = [
    { to: "/", label: "Inbox", icon: "inbox" },
    ...(initiate ? [{ to: "/new", label: "New", icon: "compose" } as const] : []),
    ...(initiate ? [{ to: "/leads", label: "Leads", icon: "check" } as const] : []),
    { to: "/contacts", label: "Contacts", icon: "contacts" },
    ...(broadcast ? [{ to: "/broadcasts", label: "Broadcasts", icon: "broadcast" } as const] : []),
    { to: "/me", label: "Me", icon: "person" },
  ];
  return (
    <nav
      aria-label="Main"
      className={cx("pad-bottom border-rule bg-canvas max-md:border-t md:w-20 md:border-r", className)}
    >
      <ul className="flex justify-around md:h-full md:flex-col md:justify-start md:gap-1 md:py-3 md:[&>li:last-child]:mt-auto">
        {entries.map((entry) => (
          <li key={entry.label} className="flex-1 md:flex-none">
            <Link
              to={entry.to}
              {...(within === entry.to && { "aria-current": "page" })}
              activeOptions={{ exact: entry.to === "/", includeSearch: false }}
              className="group flex min-h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium text-soft aria-[current=page]:text-brand-text md:mx-1.5 md:rounded-2xl"
            >
              <span className="rounded-full px-4 py-0.5 transition-colors group-hover:bg-hover group-aria-[current=page]:bg-brand-soft">
                <Icon name={entry.icon} />
              </span>
              {entry.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
