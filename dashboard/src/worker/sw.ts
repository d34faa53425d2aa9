import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { openAlert, showAlert } from "./notify";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0] };

const NEVER_CACHED = [/^\/api\//, /^\/config\.json$/, /^\/cognito/];

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: NEVER_CACHED }));

self.addEventListener("message", (event) => {
  // The page asks when its person has agreed to the newer version (app/NewVersion).
  if ((event.data as { type?: string } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});
self.addEventListener("push", (event) => event.waitUntil(showAlert(self, event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(openAlert(self, event.notification)));
