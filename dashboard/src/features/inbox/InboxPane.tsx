import { useLines } from "@/api/me";
import { filterOf } from "@/shared/inboxSearch";
import { useInboxSearch } from "@/shared/useInbox";
import { Filters } from "./Filters";
import { ThreadList } from "./ThreadList";

/** The list of conversations, with its folders, tabs and lines. */
export function InboxPane() {
  const search = useInboxSearch();
  const lines = useLines();
  const archived = search.folder === "archived";
  return (
    <section aria-label="Conversations" className="flex h-full flex-col bg-surface">
      <Filters search={search} lines={lines} />
      <ThreadList
        key={JSON.stringify(search)}
        filter={filterOf(search)}
        label={archived ? "Archived conversations" : "Conversations in the inbox"}
        manyLines={lines.length > 1}
      />
    </section>
  );
}
