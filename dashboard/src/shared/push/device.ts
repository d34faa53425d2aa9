import type { Me } from "@/api/types.gen";
import { readStored, writeStored } from "@/shared/lib/stored";

/** This device as the API knows it, from when it was switched on. */
const KEPT = "parley.device";
const ID_LENGTH = 32;

interface Kept {
  id: string;
  /** Who switched it on: nobody else is notified here without asking for it. */
  person: string;
}

/** Why this device cannot be switched on, or that it can. */
export type Ability = "ready" | "off" | "unsupported" | "needs-install" | "denied";

/** What the API is told of a browser that may notify. */
export interface Subscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  label: string;
}

export function ability(pushKey: string | undefined): Ability {
  if (!pushKey) return "off";
  if (onAppleTouch() && !window.matchMedia("(display-mode: standalone)").matches) return "needs-install";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window))
    return "unsupported";
  return Notification.permission === "denied" ? "denied" : "ready";
}

/** What this device was called by the API when it was switched on, and whose it was; null where it was not. */
export function keptDevice(): Kept | null {
  return readStored<Kept>(KEPT);
}

export function keepDevice(kept: Kept | null): void {
  writeStored(KEPT, kept);
}

/** The id by which the API knows the subscription (chalicelib/core/devices.py); null where the browser has none. */
export async function currentDevice(): Promise<string | null> {
  const subscription = await (await worker())?.pushManager?.getSubscription();
  return subscription ? idOf(subscription.endpoint) : null;
}

/** Asks the person, then subscribes; null where it says no. One for another key is given up. */
export async function subscribe(pushKey: string): Promise<Subscription | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const registration = await worker();
  if (!registration) throw new Error("no service worker");
  const before = await registration.pushManager.getSubscription();
  if (before && !madeFor(before, pushKey)) await before.unsubscribe();
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(pushKey),
  });
  const { endpoint, keys } = made.toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error("a subscription without its keys");
  return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, label: label(navigator.userAgent) };
}

/** From now on nobody reaches this browser, whatever the API knows of it. */
export async function unsubscribe(): Promise<void> {
  await (await (await worker())?.pushManager?.getSubscription())?.unsubscribe();
}

/** What to do about a device that was on: leave it, tell the API of it anew, or switch it off. */
export async function mending(pushKey: string, me: Me): Promise<"leave" | "again" | "off"> {
  const kept = keptDevice();
  if (!kept) return "leave";
  // Another person's, or taken away from elsewhere: that comes before anything that would subscribe anew.
  if (kept.person !== me.id || !me.devices.some((device) => device.id === kept.id)) return "off";
  if (Notification.permission !== "granted") return "leave";
  const subscription = await (await worker())?.pushManager?.getSubscription();
  // The browser gave it up, or changed its address or key.
  if (!subscription || !madeFor(subscription, pushKey) || (await idOf(subscription.endpoint)) !== kept.id)
    return "again";
  return "leave";
}

/** What its person may know the device by: "Chrome on Android". */
export function label(agent: string): string {
  const named = (table: [RegExp, string][], otherwise: string) =>
    table.find(([mark]) => mark.test(agent))?.[1] ?? otherwise;
  return `${named(BROWSERS, "A browser")} on ${named(SYSTEMS, "this device")}`;
}

const BROWSERS: [RegExp, string][] = [
  [/Edg/, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/Firefox/, "Firefox"],
  [/Chrome/, "Chrome"],
  [/Safari/, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac/, "Mac"],
  [/Linux|CrOS/, "Linux"],
];

/** An iPad says that it is a Mac, which has no touch. */
function onAppleTouch(): boolean {
  const agent = navigator.userAgent;
  return /iPhone|iPad/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1);
}

async function worker(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker?.getRegistration();
}

async function idOf(endpoint: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("").slice(0, ID_LENGTH);
}

function madeFor(subscription: PushSubscription, pushKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  return !key || String(new Uint8Array(key)) === String(bytesOf(pushKey));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
