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
  if (filter.folder === "snoozed") {
    return (
      <Empty icon="clock" title="Nothing snoozed">
        What you put off waits here. It comes back to the inbox at its time, or when the contact writes.
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
  if (filter.tab === "participating") {
    return (
      <Empty icon="inbox" title="No conversations under way">
        Conversations that wait for no answer of yours stand here until they are archived.
      </Empty>
    );
  }
  return (
    <Empty icon="inbox" title="The inbox is empty">
      <p className="mb-4">When somebody texts one of your lines, it appears here.</p>
      {initiate && (
        <Link to="/new" className={buttonClass("primary")}>
          Start a conversation
        </Link>
      )}
    </Empty>
  );
}
