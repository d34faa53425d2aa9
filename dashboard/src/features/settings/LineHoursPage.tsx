import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { linesQuery, useMay } from "@/api/me";
import type { LineShape } from "@/api/types.gen";
import { Badge } from "@/shared/ui/Badge";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { weekWords } from "@/shared/week/week";
import { Facts } from "./Facts";
import { LineHoursForm } from "./LineHoursForm";

/** When one line is open and what it says while it is not. */
export function LineHoursPage() {
  const { lineId } = useParams({ from: "/shell/settings/lines/$lineId/hours" });
  const query = useQuery(linesQuery);
  const may = useMay("manage_lines");
  const line = query.data?.find((known) => known.id === lineId);
  return (
    <Page title="Hours & holidays" back="/settings/lines/$lineId">
      {query.isPending && <Loading rows={4} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && !line && <p>There is no such line, or you do not see it.</p>}
      {line && (
        <div key={line.id} className="flex flex-col gap-6">
          <p className="flex flex-wrap items-center gap-3 text-lg">
            {line.label} <OpenBadge open={line.open} />
          </p>
          {may ? <LineHoursForm line={line} /> : <HoursFacts line={line} />}
        </div>
      )}
    </Page>
  );
}

export function OpenBadge({ open }: { open: boolean }) {
  return open ? <Badge tone="good">Open now</Badge> : <Badge tone="warn">Closed now</Badge>;
}

function HoursFacts({ line }: { line: LineShape }) {
  return (
    <Facts
      facts={[
        ["Office hours", weekWords(line.hours) || "Always open"],
        ["Time zone", line.zone || "The brand's"],
        ["Holidays", line.holidays.map(({ day, name }) => `${name} (${day})`).join(", ") || "None"],
        ["Text while closed", line.away_message || "Nothing is sent by itself"],
      ]}
    />
  );
}
