import { StrictMode } from "react";
import type { Root } from "react-dom/client";
import { connect } from "@/api/client";
import { Session } from "@/auth/session";
import { loadSettings } from "@/auth/settings";
import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/States";
import { App } from "./App";
import { freshQueries } from "./queries";
import { makeRouter } from "./router";

/** Fetches the settings, then shows the app; says so where that fails. */
export async function start(root: Root): Promise<void> {
  try {
    const settings = await loadSettings();
    const session = new Session(settings);
    connect(settings.apiUrl, session);
    const queries = freshQueries();
    const router = makeRouter(session, queries);
    root.render(
      <StrictMode>
        <App router={router} queries={queries} session={session} />
      </StrictMode>,
    );
  } catch {
    root.render(<Unstarted retry={() => void start(root)} />);
  }
}

function Unstarted({ retry }: { retry: () => void }) {
  return (
    <main className="h-dvh">
      <Empty icon="offline" title="Parley cannot be reached">
        <p className="mb-4">Check your network and try again.</p>
        <Button look="primary" onClick={retry}>
          Try again
        </Button>
      </Empty>
    </main>
  );
}
