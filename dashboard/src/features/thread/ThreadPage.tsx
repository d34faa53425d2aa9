import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { isGone } from "@/api/problem";
import { threadQuery } from "@/api/threads";
import { buttonClass } from "@/shared/ui/Button";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { useInboxSearch } from "@/shared/useInbox";
import { Thread } from "./Thread";

/** The conversation that the address names. */
export function ThreadPage() {
  const { threadId } = useParams({ strict: false });
  const search = useInboxSearch();
  const query = useQuery(threadQuery(threadId ?? ""));
  const gone = isGone(query.error);
  if (query.data) return <Thread key={query.data.id} thread={query.data} gone={gone} />;
  if (query.isPending) return <Loading label="Loading the conversation" />;
  if (gone) {
    return (
      <Empty icon="search" title="This conversation is not here">
        <p className="mb-4">It does not exist, or it is on a line that is not yours.</p>
        <Link to="/" search={search} className={buttonClass("primary")}>
          To the inbox
        </Link>
      </Empty>
    );
  }
  return <Failed error={query.error} retry={() => void query.refetch()} />;
}
