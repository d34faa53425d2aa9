import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { SessionContext } from "@/auth/context";
import type { Session } from "@/auth/session";
import { optional } from "@/shared/optional";
import { Toaster } from "@/shared/ui/Toaster";
import type { AppRouter } from "./router";

/** Looks after the page is there; without a network there is no newer version either. */
const NewVersion = optional(() => import("./NewVersion"));

interface AppProps {
  router: AppRouter;
  queries: QueryClient;
  session: Session;
}

/** Everything; when the session begins or ends, the guards of the routes decide anew. */
export function App({ router, queries, session }: AppProps) {
  useEffect(() => {
    let before = session.email;
    return session.subscribe(() => {
      if (session.email !== before) queries.clear();
      before = session.email;
      void router.invalidate();
    });
  }, [router, queries, session]);
  return (
    <SessionContext value={session}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toaster />
        <Suspense>
          <NewVersion />
        </Suspense>
      </QueryClientProvider>
    </SessionContext>
  );
}
