import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "@/api/me";
import { rowsOf } from "@/api/pages";
import { buttonClass, iconButtonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { List } from "@/shared/ui/List";
import { ListPane } from "@/shared/ui/ListPane";
import { More } from "@/shared/ui/More";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { BroadcastRow } from "./BroadcastRow";
import { broadcastsQuery } from "./queries";

/** Broadcasts, newest first. */
export function BroadcastList() {
  const query = useInfiniteQuery(broadcastsQuery);
  const broadcasts = rowsOf(query.data);
  const may = useMay("broadcast");
  return (
    <ListPane
      title="Broadcasts"
      actions={
        may && (
          <Link
            to="/broadcasts/new"
            aria-label="New broadcast"
            title="New broadcast"
            className={iconButtonClass}
          >
            <Icon name="plus" />
          </Link>
        )
      }
    >
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && broadcasts.length === 0 && (
        <Empty icon="broadcast" title="No broadcasts yet">
          <p className="mb-4">Text a whole group at once. Everybody gets it in private.</p>
          {may && (
            <Link to="/broadcasts/new" className={buttonClass("primary", "md:hidden")}>
              New broadcast
            </Link>
          )}
        </Empty>
      )}
      {broadcasts.length > 0 && (
        <div className="px-4">
          <List label="Broadcasts">
            {broadcasts.map((broadcast) => (
              <li key={broadcast.id}>
                <BroadcastRow broadcast={broadcast} />
              </li>
            ))}
          </List>
        </div>
      )}
      <More query={query} />
    </ListPane>
  );
}
