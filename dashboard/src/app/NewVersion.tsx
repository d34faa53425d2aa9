import { registerSW } from "virtual:pwa-register";
import { useEffect, useState } from "react";
import { Button } from "@/shared/ui/Button";

const LOOK_EVERY_MS = 30 * 60_000;

/** Keeps the shell for offline use, and offers a newer one when it is there. */
export default function NewVersion() {
  const [update, setUpdate] = useState<(() => void) | null>(null);
  useEffect(() => {
    const apply = registerSW({
      onNeedRefresh: () => setUpdate(() => () => void apply(true)),
      onRegisteredSW: (_url, registration) => {
        if (registration) setInterval(() => void registration.update().catch(() => null), LOOK_EVERY_MS);
      },
    });
  }, []);
  if (!update) return null;
  return (
    <div
      role="status"
      className="pad-top fixed inset-x-0 top-2 z-40 mx-auto flex w-fit items-center gap-4 rounded-full border border-rule bg-raised py-1.5 pr-1.5 pl-5 shadow-float"
    >
      A new version is ready.
      <Button look="primary" onClick={update}>
        Reload
      </Button>
    </div>
  );
}
