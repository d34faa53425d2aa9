import { onTestFinished, vi } from "vitest";

const ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/one";

interface Given {
  permission?: NotificationPermission;
  /** What the person says when it is asked. */
  answers?: NotificationPermission;
  /** The key that the browser is subscribed for already. */
  key?: Uint8Array;
}

/** The id of that endpoint: the first 32 digits of its SHA-256. */
export async function deviceId(endpoint = ENDPOINT): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, 32);
}

/** A browser that can be notified, until the test ends. */
export function browserWithPush({ permission = "granted", answers = permission, key }: Given = {}) {
  const state = { endpoint: key ? ENDPOINT : null, key };
  const subscription = () =>
    state.endpoint && {
      endpoint: state.endpoint,
      options: { applicationServerKey: state.key?.buffer },
      toJSON: () => ({ endpoint: state.endpoint, keys: { p256dh: "point", auth: "secret" } }),
      unsubscribe: async () => {
        state.endpoint = null;
      },
    };
  const pushManager = {
    getSubscription: async () => subscription(),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
      Object.assign(state, { endpoint: ENDPOINT, key: applicationServerKey });
      return subscription();
    },
  };
  const worker = new EventTarget();
  Object.assign(worker, { getRegistration: async () => ({ pushManager }), startMessages: () => undefined });
  Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: worker });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, "serviceWorker");
  });
  vi.stubGlobal("PushManager", class {});
  const requestPermission = vi.fn(async () => answers);
  vi.stubGlobal("Notification", { permission, requestPermission });
  return { state, worker, requestPermission };
}
