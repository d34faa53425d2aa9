import { Link } from "@tanstack/react-router";
import { useMay } from "@/api/me";
import type { InboxFilter } from "@/shared/inboxSearch";
import { buttonClass } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/States";

/** Why a list is empty, and where to go from here. */
export function NoThreads({ filter }: { filter: InboxFilter }) {
  const initiate = useMay("initiate");
  if (filter.folder === "archived") {
    return (
      <Empty icon="archive" title="Nothing archived">
        What you archive waits here. It comes back to the inbox when the contact writes again.
      </Empty>
    );
  }
  if (filter.unheld) {
    return (
      <Empty icon="check" title="Somebody has each">
        Who waits for an answer on a shared line, and has been given to no one, stands here.
      </Empty>
    );
  }
  if (filter.tab === "needs_attention") {
    return (
      <Empty icon="check" title="All caught up">
        <p className="mb-4">Nobody is waiting for an answer.</p>
        <Link to="/" search={{ tab: "all" }} className={buttonClass()}>
          Show all conversations
        </Link>
      </Empty>
    );
  }
  return (
    <Empty icon="inbox" title="No conversations yet">
      <p className="mb-4">When somebody texts one of your lines, it appears here.</p>
      {initiate && (
        <Link to="/new" className={buttonClass("primary")}>
          Start a conversation
        </Link>
      )}
    </Empty>
  );
}
