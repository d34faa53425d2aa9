import { useLines } from "@/api/me";
import { useWatchUpcoming } from "@/api/upcoming";
import { filterOf } from "@/shared/inboxSearch";
import { useInboxSearch } from "@/shared/useInbox";
import { Filters } from "./Filters";
import { ScheduledList } from "./ScheduledList";
import { ThreadList } from "./ThreadList";

/** The list of conversations, with its folders, tabs and lines. */
export function InboxPane() {
  const search = useInboxSearch();
  const lines = useLines();
  useWatchUpcoming();
  const archived = search.folder === "archived";
  return (
    <section aria-label="Conversations" className="flex h-full flex-col bg-surface">
      <Filters search={search} lines={lines} />
      {!search.folder && search.tab === "scheduled" ? (
        <ScheduledList line={search.line ?? null} manyLines={lines.length > 1} />
      ) : (
        <ThreadList
          key={JSON.stringify(search)}
          filter={filterOf(search, lines)}
          label={archived ? "Archived conversations" : "Conversations in the inbox"}
          manyLines={lines.length > 1}
        />
      )}
    </section>
  );
}
