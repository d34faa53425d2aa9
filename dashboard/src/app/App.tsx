import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { SessionContext } from "@/auth/context";
import type { Session } from "@/auth/session";
import { Toaster } from "@/shared/ui/Toaster";
import { NewVersion } from "./NewVersion";
import type { AppRouter } from "./router";

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
        <NewVersion />
      </QueryClientProvider>
    </SessionContext>
  );
}
