import { useQuery } from "@tanstack/react-query";
import { linesQuery, useMay } from "@/api/me";
import { Page } from "@/shared/ui/Page";
import { Empty, Failed, Loading, Notice } from "@/shared/ui/States";
import { NewChatForm } from "./NewChatForm";

/** A group conversation: everybody in it reads what one of them writes. */
export function NewChatPage() {
  const query = useQuery(linesQuery);
  const initiate = useMay("initiate");
  const mine = query.data?.filter((line) => line.mine && line.active) ?? [];
  return (
    <Page title="Group conversation" back="/new">
      {query.isPending && <Loading rows={3} />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && mine.length === 0 && (
        <Empty icon="inbox" title="No line to text from">
          Ask an admin to put you on a line's access list.
        </Empty>
      )}
      {!initiate && <Notice tone="warn">Your role does not let you begin conversations.</Notice>}
      {initiate && mine.length > 0 && <NewChatForm lines={mine} />}
    </Page>
  );
}
