import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { DeviceShape } from "@/api/types.gen";
import { renderApp, signedIn } from "@/test/app";
import { browserWithPush, deviceId } from "@/test/browserPush";
import { aPerson } from "@/test/fixtures";
import { type Seen, serve } from "@/test/serve";

const SWITCH = "Notify me on this device";
const OTHER: DeviceShape = { id: "d2", label: "Safari on iPhone", since: "2026-11-20T10:00:00Z" };

/** The API with a person's devices, and what was asked of it. */
async function world(devices: DeviceShape[] = []) {
  const state = { devices };
  const id = await deviceId();
  const drop = (gone: string) => () => {
    state.devices = state.devices.filter((device) => device.id !== gone);
    return null;
  };
  const log = serve({
    "POST /cognito/": { Username: "u1" },
    "GET /updates": { cursor: "u1", threads: [] },
    "GET /me": () =>
      aPerson({ alerts: state.devices.length ? ["text", "push"] : ["text"], devices: state.devices }),
    "POST /me/push": ({ body }: Seen) => {
      const made = { id, label: (body as { label: string }).label, since: "2026-11-21T10:00:00Z" };
      state.devices = [...state.devices, made];
      return made;
    },
    [`DELETE /me/push/${id}`]: drop(id),
    "DELETE /me/push/d2": drop("d2"),
  });
  const sent = (call: string) => log.filter((seen) => seen.call.startsWith(call)).map((seen) => seen.body);
  return { state, sent, id };
}

const toggle = () => screen.findByRole("checkbox", { name: SWITCH });

beforeEach(signedIn);

test("a device is switched on, and off again", async () => {
  const { requestPermission, state: browser } = browserWithPush();
  const { state, sent } = await world();
  renderApp("/me");
  await userEvent.click(await toggle());
  await waitFor(async () => expect(await toggle()).toBeChecked());
  expect(requestPermission).toHaveBeenCalledOnce();
  expect(sent("POST /me/push")).toMatchObject([
    { endpoint: expect.stringContaining("https://"), keys: { p256dh: "point", auth: "secret" } },
  ]);
  await userEvent.click(await toggle());
  await waitFor(async () => expect(await toggle()).not.toBeChecked());
  expect(state.devices).toEqual([]);
  expect(browser.endpoint).toBeNull();
});

test("who does not let the browser is told what to do, and nothing is sent", async () => {
  browserWithPush({ permission: "default", answers: "denied" });
  const { sent } = await world();
  renderApp("/me");
  await userEvent.click(await toggle());
  expect(await screen.findByRole("alert")).toHaveTextContent("Choose Allow");
  expect(sent("POST /me/push")).toEqual([]);
});

test("a browser that cannot, and one that may not, say why", async () => {
  await world();
  const { unmount } = renderApp("/me");
  expect(await toggle()).toBeDisabled();
  expect(screen.getByText(/This browser cannot notify you/)).toBeVisible();
  unmount();
  browserWithPush({ permission: "denied" });
  renderApp("/me");
  expect(await screen.findByText(/told not to let Parley notify you/)).toBeVisible();
});

test("on an iPhone Parley is to be put on the home screen first", async () => {
  browserWithPush();
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (iPhone)");
  await world();
  renderApp("/me");
  expect(await screen.findByText(/put Parley on the home screen first/)).toBeVisible();
  expect(await toggle()).toBeDisabled();
});

test("another device is shown and can be taken away", async () => {
  browserWithPush();
  const { state } = await world([OTHER]);
  renderApp("/me");
  expect(await toggle()).not.toBeChecked();
  await userEvent.click(await screen.findByRole("button", { name: "Remove Safari on iPhone" }));
  await waitFor(() => expect(state.devices).toEqual([]));
});

test("who signs out is not notified on this device any more", async () => {
  const { state: browser } = browserWithPush();
  const { state } = await world();
  renderApp("/me");
  await userEvent.click(await toggle());
  await waitFor(async () => expect(await toggle()).toBeChecked());
  await userEvent.click(screen.getByRole("button", { name: "Sign out" }));
  expect(await screen.findByLabelText("Password")).toBeVisible();
  expect(browser.endpoint).toBeNull();
  expect(state.devices).toEqual([]);
});
