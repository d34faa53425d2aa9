import { Link, Outlet, useChildMatches } from "@tanstack/react-router";
import { useMay } from "@/api/me";
import { buttonClass } from "@/shared/ui/Button";
import { Panes } from "@/shared/ui/Panes";
import { Empty } from "@/shared/ui/States";
import { BroadcastList } from "./BroadcastList";

/** All broadcasts, and the one that is open or being written. */
export function BroadcastsPage() {
  const open = useChildMatches().length > 0;
  const may = useMay("broadcast");
  return (
    <Panes list={<BroadcastList />} open={open}>
      {open ? (
        <Outlet />
      ) : (
        <Empty icon="broadcast" title="One text, many private conversations">
          <p className="mb-4">
            Everybody in a group gets it alone, and every answer comes back to you alone.
          </p>
          {may && (
            <Link to="/broadcasts/new" className={buttonClass("primary")}>
              New broadcast
            </Link>
          )}
        </Empty>
      )}
    </Panes>
  );
}
