import { beforeEach, expect, test, vi } from "vitest";
import { openAlert, showAlert } from "./notify";

const ALERT = { title: "New message", body: "Own line", path: "/t/l1-c1", tag: "l1-c1", id: "alert:1" };

interface Page {
  focused: boolean;
  postMessage: (said: unknown) => void;
  focus: () => Promise<void>;
}

/** A service worker's surroundings: what it shows, and the windows that are open. */
function scope(windows: Page[] = [], before: { data: unknown }[] = []) {
  const showNotification = vi.fn(async (_title: string, _options: object) => undefined);
  const getNotifications = vi.fn(async (_which: object) => before);
  const openWindow = vi.fn(async (_path: string) => null);
  const registration = { showNotification, getNotifications };
  const made = { registration, clients: { openWindow, matchAll: async () => windows } };
  return {
    made: made as unknown as ServiceWorkerGlobalScope,
    showNotification,
    getNotifications,
    openWindow,
  };
}

const pushed = (data: unknown) => ({ json: () => data }) as unknown as PushMessageData;
const pressed = (data: unknown) => ({ close: vi.fn(), data }) as unknown as Notification;
const page = (focused: boolean): Page => ({
  focused,
  postMessage: vi.fn(),
  focus: vi.fn(async () => undefined),
});

let open: Page;
beforeEach(() => {
  open = page(true);
});

test("an alert shows its words, in place of an older one of its conversation", async () => {
  const { made, showNotification, getNotifications } = scope();
  await showAlert(made, pushed(ALERT));
  expect(getNotifications).toHaveBeenCalledWith({ tag: "l1-c1" });
  expect(showNotification).toHaveBeenCalledExactlyOnceWith("New message", {
    body: "Own line",
    tag: "l1-c1",
    renotify: true,
    icon: "/icon-192.png",
    data: { path: "/t/l1-c1", id: "alert:1" },
  });
});

test("an alert that comes twice makes no second noise, and the next one does", async () => {
  const { made, showNotification } = scope([], [{ data: { path: "/t/l1-c1", id: "alert:1" } }]);
  await showAlert(made, pushed(ALERT));
  await showAlert(made, pushed({ ...ALERT, id: "alert:2" }));
  expect(showNotification.mock.calls.map(([, options]) => options)).toMatchObject([
    { renotify: false },
    { renotify: true },
  ]);
});

test.each([
  ["nothing", null],
  [
    "what is no JSON",
    {
      json: () => {
        throw new SyntaxError();
      },
    } as unknown as PushMessageData,
  ],
])("a push of %s shows that there is something", async (_name, data) => {
  const { made, showNotification } = scope();
  await showAlert(made, data);
  expect(showNotification).toHaveBeenCalledExactlyOnceWith(
    "Something new",
    expect.objectContaining({ data: { path: "/", id: "" } }),
  );
});

test("a pressed alert leads there in the window that is in front, without loading it anew", async () => {
  const behind = page(false);
  const { made, openWindow } = scope([behind, open]);
  const notification = pressed({ path: "/t/l1-c1", id: "alert:1" });
  await openAlert(made, notification);
  expect(notification.close).toHaveBeenCalled();
  expect(open.postMessage).toHaveBeenCalledExactlyOnceWith({ type: "open", path: "/t/l1-c1" });
  expect(open.focus).toHaveBeenCalled();
  expect(behind.postMessage).not.toHaveBeenCalled();
  expect(openWindow).not.toHaveBeenCalled();
});

test("without a window a pressed alert opens one", async () => {
  const { made, openWindow } = scope();
  await openAlert(made, pressed({ path: "/t/l1-c1", id: "alert:1" }));
  expect(openWindow).toHaveBeenCalledExactlyOnceWith("/t/l1-c1");
});

test.each(["https://example.com/", "//example.com", "/\\example.com", 7, undefined])(
  "an alert never leads to another site: %s",
  async (path) => {
    const { made, openWindow } = scope();
    await openAlert(made, pressed({ path }));
    expect(openWindow).toHaveBeenCalledExactlyOnceWith("/");
  },
);
