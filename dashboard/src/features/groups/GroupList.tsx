import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/api/me";
import { rowsOf } from "@/api/pages";
import { Button, IconButton } from "@/shared/ui/Button";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { List } from "@/shared/ui/List";
import { ListPane } from "@/shared/ui/ListPane";
import { More } from "@/shared/ui/More";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { GroupRow } from "./GroupRow";
import { NewGroup } from "./NewGroup";
import { groupsQuery } from "./queries";

/** Groups by name, with their sizes. */
export function GroupList() {
  const [adding, setAdding] = useState(false);
  const query = useInfiniteQuery(groupsQuery);
  const groups = rowsOf(query.data);
  const may = useMay("edit_groups");
  return (
    <ListPane
      title="Groups"
      actions={may && <IconButton icon="plus" label="New group" onClick={() => setAdding(true)} />}
      top={
        <LinkTabs
          label="People"
          tabs={[
            { to: "/contacts", label: "Contacts" },
            { to: "/groups", label: "Groups" },
          ]}
        />
      }
    >
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && groups.length === 0 && (
        <Empty icon="group" title="No groups yet">
          <p className="mb-4">A group is a list of contacts that you text together, each in private.</p>
          {may && (
            <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
              New group
            </Button>
          )}
        </Empty>
      )}
      {groups.length > 0 && (
        <div className="px-4">
          <List label="Groups">
            {groups.map((group) => (
              <li key={group.id}>
                <GroupRow group={group} />
              </li>
            ))}
          </List>
        </div>
      )}
      <More query={query} />
      <NewGroup open={adding} onClose={() => setAdding(false)} />
    </ListPane>
  );
}
