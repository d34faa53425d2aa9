import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { linesQuery, useMay } from "@/api/me";
import { buttonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Page } from "@/shared/ui/Page";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { NewForm } from "./NewForm";

/** A new conversation, or the same text to a few people. */
export function NewPage() {
  const query = useQuery(linesQuery);
  const initiate = useMay("initiate");
  const mine = query.data?.filter((line) => line.mine && line.active) ?? [];
  return (
    <Page title="New conversation" back="/">
      {query.isPending && <Loading rows={3} />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && mine.length === 0 && (
        <Empty icon="inbox" title="No line to text from">
          Ask an admin to put you on a line's access list.
        </Empty>
      )}
      {initiate && mine.length > 0 && (
        <Link to="/new/group" className={`${buttonClass("secondary")} mb-5 self-start`}>
          <Icon name="group" className="size-5" />
          Group conversation
        </Link>
      )}
      {mine.length > 0 && <NewForm lines={mine} initiate={initiate} />}
    </Page>
  );
}
