import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { meQuery } from "@/api/me";
import { useSession } from "@/auth/context";
import { mending } from "@/shared/push/device";
import { switchOff, switchOn } from "@/shared/push/switching";

/** Goes where a pressed notification leads, and mends this device's own notifications. Shows nothing. */
export default function Notified() {
  const router = useRouter();
  useEffect(() => {
    const opened = (event: MessageEvent) => {
      const said = event.data as { type?: string; path?: string } | null;
      if (said?.type === "open" && said.path) void router.navigate({ href: said.path });
    };
    navigator.serviceWorker?.addEventListener("message", opened);
    navigator.serviceWorker?.startMessages();
    return () => navigator.serviceWorker?.removeEventListener("message", opened);
  }, [router]);
  useMending();
  return null;
}

/** A browser may give a device another address, and people switch devices off from others: both are seen here. */
function useMending(): void {
  const { pushKey } = useSession().settings;
  const me = useQuery(meQuery).data;
  useEffect(() => {
    if (!pushKey || !me || !("Notification" in window)) return;
    void mending(pushKey, me)
      .then((what) =>
        what === "again" ? switchOn(pushKey, me.id) : what === "off" ? switchOff() : undefined,
      )
      .catch(() => undefined);
  }, [pushKey, me]);
}
