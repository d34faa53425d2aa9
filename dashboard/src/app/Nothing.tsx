import { Empty } from "@/shared/ui/States";

/** What stands beside the list while no conversation is open. */
export function Nothing() {
  return (
    <Empty icon="inbox" title="Choose a conversation">
      It opens here, beside your list.
    </Empty>
  );
}
