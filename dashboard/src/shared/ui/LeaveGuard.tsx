import { LeaveQuestion } from "./LeaveQuestion";
import { useLeaving } from "./useLeaving";

/** While there is unsaved work it asks before one leaves, also by closing the tab. */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const { leaving, stay, leave } = useLeaving(unsaved);
  return <LeaveQuestion open={leaving} onStay={stay} onLeave={leave} />;
}
