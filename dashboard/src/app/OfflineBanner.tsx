import { useSyncExternalStore } from "react";
import { Icon } from "@/shared/ui/Icon";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Says that the network is away, and that nothing is lost by it. */
export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 pt-[calc(0.5rem+env(safe-area-inset-top))] pb-2 text-sm text-warn">
          <Icon name="offline" className="size-4 shrink-0" />
          You are offline. What you write is kept on this device.
        </p>
      )}
    </div>
  );
}
