import { render } from "@testing-library/react";
import { connect } from "@/api/client";
import { App } from "@/app/App";
import { freshQueries } from "@/app/queries";
import { makeRouter } from "@/app/router";
import { Session } from "@/auth/session";
import { SETTINGS } from "./fixtures";

/** Leaves tokens as a sign-in would. */
export function signedIn(): void {
  const kept = {
    idToken: "id-1",
    accessToken: "access-1",
    refreshToken: "refresh-1",
    email: "rep1@example.com",
    expiresAt: Date.now() + 3_600_000,
  };
  localStorage.setItem("parley.session", JSON.stringify(kept));
}

/** The whole app at `path`; call `serve` before it. */
export function renderApp(path: string) {
  window.history.replaceState(null, "", path);
  const session = new Session(SETTINGS);
  connect(SETTINGS.apiUrl, session);
  const queries = freshQueries();
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false } });
  const router = makeRouter(session, queries);
  return { router, session, queries, ...render(<App router={router} queries={queries} session={session} />) };
}
