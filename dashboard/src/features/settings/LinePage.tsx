import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { linesQuery, useMay } from "@/api/me";
import type { LineShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Icon } from "@/shared/ui/Icon";
import { List, Row } from "@/shared/ui/List";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { weekWords } from "@/shared/week/week";
import { HeldNotice } from "./HeldNotice";
import { LineFacts } from "./LineFacts";
import { LineForm } from "./LineForm";
import { OpenBadge } from "./LineHoursPage";
import { NumberChange } from "./NumberChange";
import { ReadinessBadge } from "./ReadinessBadge";
import { Recapture } from "./Recapture";

/** One line: whether it may text, what an admin sets, its number, and who must be asked again. */
export function LinePage() {
  const { lineId } = useParams({ from: "/shell/settings/lines/$lineId" });
  const query = useQuery(linesQuery);
  const line = query.data?.find((known) => known.id === lineId);
  return (
    <Page title={line?.label ?? "Line"} back="/settings/lines">
      {query.isPending && <Loading rows={3} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && !line && <p>There is no such line, or you do not see it.</p>}
      {line && <Line key={line.id} line={line} lines={query.data ?? []} />}
    </Page>
  );
}

function Line({ line, lines }: { line: LineShape; lines: LineShape[] }) {
  const may = useMay("manage_lines");
  const old = lines.find((known) => known.id === line.replaces);
  const heir = lines.find((known) => known.replaces === line.id);
  return (
    <div className="flex flex-col gap-8">
      <p className="flex flex-wrap items-center gap-3 text-lg">
        {pretty(line.number)} <ReadinessBadge line={line} />
      </p>
      {heir && <p className="text-soft">Its number was changed to {pretty(heir.number)}.</p>}
      {line.held && <HeldNotice line={line} may={may} />}
      {may && line.replaces && line.active && <Recapture line={line} old={old} />}
      <List label="More of this line">
        <li>
          <Link
            to="/settings/lines/$lineId/hours"
            params={{ lineId: line.id }}
            className="block border-t border-rule hover:bg-hover"
          >
            <Row
              title="Hours & holidays"
              detail={weekWords(line.hours) || "Always open"}
              end={
                <>
                  <OpenBadge open={line.open} />
                  <Icon name="forward" className="size-5 text-soft" />
                </>
              }
            />
          </Link>
        </li>
        <li>
          <Link
            to="/settings/lines/$lineId/rules"
            params={{ lineId: line.id }}
            className="block border-b border-rule hover:bg-hover"
          >
            <Row
              title="Keyword rules"
              detail={line.rules.map(({ words }) => words[0]).join(", ") || "None yet"}
              end={<Icon name="forward" className="size-5 text-soft" />}
            />
          </Link>
        </li>
      </List>
      {may ? <LineForm line={line} lines={lines} /> : <LineFacts line={line} />}
      {may && line.active && <NumberChange line={line} />}
    </div>
  );
}
