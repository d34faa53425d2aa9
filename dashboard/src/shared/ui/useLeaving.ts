import { useBlocker } from "@tanstack/react-router";

/** Holds up whoever leaves the page, or closes the tab, while `held`; `leaving` waits for `stay` or `leave`. */
export function useLeaving(held: boolean) {
  const blocker = useBlocker({
    shouldBlockFn: () => held,
    enableBeforeUnload: () => held,
    withResolver: true,
  });
  return {
    leaving: blocker.status === "blocked",
    stay: () => blocker.reset?.(),
    leave: () => blocker.proceed?.(),
  };
}
