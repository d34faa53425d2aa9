import { Outlet, useMatchRoute } from "@tanstack/react-router";
import { Suspense } from "react";
import { useUpdates } from "@/api/updates";
import { cx } from "@/shared/lib/cx";
import { optional } from "@/shared/optional";
import { Loading } from "@/shared/ui/States";
import { Navigation } from "./Navigation";
import { OfflineBanner } from "./OfflineBanner";

const Notified = optional(() => import("./Notified"));
const AwayBanner = optional(() => import("@/features/away/AwayBanner"));

/** The frame of every screen behind the sign-in. On a phone an open conversation takes the whole screen. */
export function Shell() {
  useUpdates();
  const inThread = Boolean(useMatchRoute()({ to: "/t/$threadId" }));
  return (
    <div className="flex h-dvh flex-col">
      <OfflineBanner />
      <Suspense>
        <AwayBanner />
        <Notified />
      </Suspense>
      <div className="flex min-h-0 flex-1 flex-col-reverse md:flex-row">
        <Navigation className={cx(inThread && "max-md:hidden")} />
        <main className="min-h-0 min-w-0 flex-1 bg-surface">
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  );
}
