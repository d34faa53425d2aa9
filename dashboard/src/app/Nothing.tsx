import { Empty } from "@/shared/ui/States";
import { useTitle } from "@/shared/useTitle";

/** What stands beside the list while no conversation is open. */
export function Nothing() {
  useTitle("Inbox");
  return (
    <Empty icon="inbox" title="Choose a conversation">
      It opens here, beside your list.
    </Empty>
  );
}
