import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { keepDevice, keptDevice } from "@/shared/push/device";
import { renderApp, signedIn } from "@/test/app";
import { browserWithPush, deviceId } from "@/test/browserPush";
import { aPerson, SETTINGS } from "@/test/fixtures";
import { type Seen, serve } from "@/test/serve";
import { USUAL } from "@/test/usual";

const KEY = Uint8Array.from(atob((SETTINGS.pushKey ?? "").replace("-", "+")), (one) => one.charCodeAt(0));

const ME = aPerson().id;

/** The API for a person whose device the API knows, or not. */
function world(known: string[], id: string) {
  const devices = known.map((one) => ({ id: one, label: "", since: "2026-11-21T10:00:00Z" }));
  const log = serve({
    ...USUAL,
    "GET /me": aPerson({ alerts: ["push"], devices }),
    "POST /me/push": (_: Seen) => ({ id, label: "", since: "2026-11-21T10:00:00Z" }),
  });
  return () => log.filter((seen) => seen.call === "POST /me/push").length;
}

beforeEach(signedIn);

test("a pressed notification leads to its conversation in the window that is open", async () => {
  const { worker } = browserWithPush();
  world([], "");
  const { router } = renderApp("/leads");
  await screen.findByRole("navigation", { name: "Main" });
  await waitFor(() => {
    worker.dispatchEvent(new MessageEvent("message", { data: { type: "open", path: "/t/l1-c1" } }));
    expect(router.state.location.pathname).toBe("/t/l1-c1");
  });
});

test("a device whose browser gave up its address is told of anew", async () => {
  const { state } = browserWithPush();
  const id = await deviceId();
  keepDevice({ id: "an older one", person: ME });
  const posted = world(["an older one"], id);
  renderApp("/leads");
  await waitFor(() => expect(posted()).toBe(1));
  expect(state.endpoint).not.toBeNull();
  expect(keptDevice()).toEqual({ id, person: ME });
});

test("a device that was bound to another key is bound to this one", async () => {
  const { state } = browserWithPush({ key: new Uint8Array([1, 2, 3]) });
  const id = await deviceId();
  keepDevice({ id, person: ME });
  const posted = world([id], id);
  renderApp("/leads");
  await waitFor(() => expect(posted()).toBe(1));
  expect(state.key).toEqual(KEY);
});

test("a device that its person took away from elsewhere is off", async () => {
  const { state } = browserWithPush({ key: KEY });
  keepDevice({ id: await deviceId(), person: ME });
  const posted = world([], "");
  renderApp("/leads");
  await waitFor(() => expect(state.endpoint).toBeNull());
  expect(posted()).toBe(0);
  expect(keptDevice()).toBeNull();
});

test("a device that its person took away from elsewhere stays off where its browser changed its address, too", async () => {
  const { state } = browserWithPush({ key: KEY });
  keepDevice({ id: "an older one", person: ME });
  const posted = world([], "");
  renderApp("/leads");
  await waitFor(() => expect(state.endpoint).toBeNull());
  expect(posted()).toBe(0);
  expect(keptDevice()).toBeNull();
});

test("who signs in where somebody else was notified is not, without asking", async () => {
  const { state } = browserWithPush({ key: new Uint8Array([1, 2, 3]) });
  const id = await deviceId();
  keepDevice({ id, person: "somebody else" });
  const posted = world([id], id);
  renderApp("/leads");
  await waitFor(() => expect(keptDevice()).toBeNull());
  expect(state.endpoint).toBeNull();
  expect(posted()).toBe(0);
});
