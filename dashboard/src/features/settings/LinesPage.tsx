import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { linesQuery } from "@/api/me";
import { pretty } from "@/shared/lib/phone";
import { Icon } from "@/shared/ui/Icon";
import { List, Row } from "@/shared/ui/List";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { ReadinessBadge } from "./ReadinessBadge";

/** The brand's lines, as far as the caller sees them: which ones may text, and which are held. */
export function LinesPage() {
  const query = useQuery(linesQuery);
  return (
    <Page title="Lines" back="/settings">
      {query.isPending && <Loading rows={3} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      <List label="Lines">
        {query.data?.map((line) => (
          <li key={line.id}>
            <Link to="/settings/lines/$lineId" params={{ lineId: line.id }} className="block hover:bg-hover">
              <Row
                title={line.label}
                detail={pretty(line.number)}
                end={
                  <>
                    <ReadinessBadge line={line} />
                    <Icon name="forward" className="size-5 text-soft" />
                  </>
                }
              />
            </Link>
          </li>
        ))}
      </List>
    </Page>
  );
}
