import { useBlocker } from "@tanstack/react-router";
import { Confirm } from "./Confirm";

/** While there is unsaved work it asks before one leaves, also by closing the tab. */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  });
  return (
    <Confirm
      open={blocker.status === "blocked"}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      action="Leave"
      onConfirm={() => blocker.proceed?.()}
      busy={false}
      error={null}
    >
      What you changed here is not saved yet, and would be lost.
    </Confirm>
  );
}
