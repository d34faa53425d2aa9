import { Outlet, useMatchRoute } from "@tanstack/react-router";
import { InboxPane } from "@/features/inbox/InboxPane";
import { cx } from "@/shared/lib/cx";

/** The list and the open conversation: beside each other from 768 px, over each other on a phone. */
export function Conversations() {
  const open = Boolean(useMatchRoute()({ to: "/t/$threadId" }));
  return (
    <div className="flex h-full">
      <div
        className={cx(
          "h-full w-full md:w-80 md:shrink-0 md:border-r md:border-rule lg:w-96",
          open && "max-md:hidden",
        )}
      >
        <InboxPane />
      </div>
      <div className={cx("h-full min-w-0 flex-1", !open && "max-md:hidden")}>
        <Outlet />
      </div>
    </div>
  );
}
