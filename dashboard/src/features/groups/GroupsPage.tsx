import { Outlet, useChildMatches } from "@tanstack/react-router";
import { Panes } from "@/shared/ui/Panes";
import { Empty } from "@/shared/ui/States";
import { GroupList } from "./GroupList";

/** All groups, and the one that is open. */
export function GroupsPage() {
  const open = useChildMatches().length > 0;
  return (
    <Panes list={<GroupList />} open={open}>
      {open ? (
        <Outlet />
      ) : (
        <Empty icon="group" title="Choose a group">
          Its members open here, beside your list.
        </Empty>
      )}
    </Panes>
  );
}
