/** An alert as the server words it (chalicelib/core/devices.py): no contact, and nothing that was written. */
interface Alert {
  title: string;
  body: string;
  path: string;
  tag: string;
  id: string;
}

/** What a notification remembers until it is pressed. */
interface Kept {
  path: string;
  id: string;
}

type Options = NotificationOptions & { renotify: boolean };

const UNREADABLE: Alert = { title: "Something new", body: "", path: "/", tag: "unreadable", id: "" };

/** Shows an alert in place of an older one of its conversation; the same one that comes twice makes no second noise. */
export async function showAlert(
  scope: ServiceWorkerGlobalScope,
  data: PushMessageData | null,
): Promise<void> {
  const alert = read(data);
  const before = await scope.registration.getNotifications({ tag: alert.tag });
  const known = before.some((one) => (one.data as Kept | null)?.id === alert.id);
  const kept: Kept = { path: alert.path, id: alert.id };
  const options: Options = {
    body: alert.body,
    tag: alert.tag,
    renotify: !known,
    icon: "/icon-192.png",
    data: kept,
  };
  await scope.registration.showNotification(alert.title, options);
}

/** Leads to what a notification is about: in a window that is open, else in a new one. */
export async function openAlert(scope: ServiceWorkerGlobalScope, notification: Notification): Promise<void> {
  notification.close();
  const path = inside((notification.data as Kept | null)?.path);
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find((one) => one.focused) ?? windows[0];
  if (!open) {
    await scope.clients.openWindow(path);
    return;
  }
  // The page goes there itself: loading it anew would lose what is being written.
  open.postMessage({ type: "open", path });
  await open.focus();
}

/** A browser forbids pushes that show nothing, so that one which cannot be read shows that there is something. */
function read(data: PushMessageData | null): Alert {
  try {
    return { ...UNREADABLE, ...(data?.json() as Partial<Alert>) };
  } catch {
    return UNREADABLE;
  }
}

/** A place of this app, never another site. */
function inside(path: unknown): string {
  return typeof path === "string" && /^\/(?![/\\])/.test(path) ? path : "/";
}
