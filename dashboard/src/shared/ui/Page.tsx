import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { cx } from "@/shared/lib/cx";
import { useTitle } from "@/shared/useTitle";
import { iconButtonClass } from "./Button";
import { Icon } from "./Icon";

interface PageProps {
  title: ReactNode;
  /** Where the back arrow leads; none without it. */
  back?: LinkProps["to"];
  /** The screen stands beside its list from 768 px, so that only a phone needs the way back. */
  paned?: boolean;
  /** For what stands beside each other from 1024 px; "full" for what takes all the room there is. */
  wide?: boolean | "full";
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen of its own: a heading that stays, and what scrolls below it. */
export function Page({ title, back, paned = false, wide = false, actions, children }: PageProps) {
  const width = wide === "full" ? "max-w-none" : wide ? "max-w-5xl" : "max-w-2xl";
  useTitle(typeof title === "string" ? title : "");
  return (
    <div className="flex h-full flex-col bg-surface">
      <header className="pad-top sticky top-0 z-10 border-b border-rule bg-surface">
        <div className={cx("mx-auto flex min-h-14 items-center gap-1 px-3", width)}>
          {back && (
            <Link to={back} aria-label="Back" className={cx(iconButtonClass, paned && "md:hidden")}>
              <Icon name="back" />
            </Link>
          )}
          <h1 className="min-w-0 flex-1 truncate px-2 text-xl font-semibold tracking-tight">{title}</h1>
          {actions}
        </div>
      </header>
      {/* What is placed for screen readers alone is placed in here, and makes no page behind the page. */}
      <div className="relative flex-1 overflow-y-auto">
        <div className={cx("mx-auto px-4 py-5", width)}>{children}</div>
      </div>
    </div>
  );
}
