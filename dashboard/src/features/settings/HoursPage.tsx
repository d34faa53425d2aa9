import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { RegionHours, Window } from "@/api/types.gen";
import { clock } from "@/shared/lib/time";
import { Badge } from "@/shared/ui/Badge";
import { List } from "@/shared/ui/List";
import { Page } from "@/shared/ui/Page";
import { SearchField } from "@/shared/ui/SearchField";
import { Failed, Loading } from "@/shared/ui/States";
import { hoursQuery } from "./queries";

/** The windows in force today, by state: when broadcasts and reminders may reach whom, and by which law. */
export function HoursPage() {
  const query = useQuery(hoursQuery);
  const [wanted, setWanted] = useState("");
  const sought = useDeferredValue(wanted);
  const found = query.data?.items.filter((row) => matches(row, sought)) ?? [];
  return (
    <Page title="Legal hours" back="/settings">
      <div className="flex flex-col gap-3">
        <p className="text-soft text-pretty">
          Broadcasts and reminders go within these hours, by the clock of whoever gets them; what falls
          outside waits and goes by itself. You may answer a person at any hour. {asOf(query.data?.date)}
        </p>
        <SearchField label="Search states" value={wanted} onChange={setWanted} />
        {query.isPending && <Loading />}
        {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
        {query.isSuccess && found.length === 0 && (
          <p role="status" className="py-6 text-center text-soft">
            No state has this name.
          </p>
        )}
        {found.length > 0 && (
          <List label="Windows in force today">
            {found.map((row) => (
              <Region key={row.region} row={row} />
            ))}
          </List>
        )}
      </div>
    </Page>
  );
}

function Region({ row }: { row: RegionHours }) {
  return (
    <li data-testid="region" data-region={row.region} className="flex items-start gap-3 px-4 py-3">
      <span className="w-8 shrink-0 pt-0.5 text-sm font-semibold text-soft">{row.region}</span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{row.name}</span>
          <span className="tabular-nums">{row.window ? span(row.window) : `Closed: ${row.closed}`}</span>
        </p>
        <p className="text-sm text-soft">{[closedDays(row), cap(row)].filter(Boolean).join(" ")}</p>
        <details className="text-sm">
          <summary className="inline-flex min-h-8 cursor-pointer items-center text-soft underline">
            Source
          </summary>
          <p className="text-pretty break-words">
            {row.rule}. {row.sources.join("; ")}. {row.notes.join(" ")}
          </p>
          <p className="text-soft">{row.zones.join(", ")}</p>
        </details>
      </div>
      <Badge tone={row.open ? "good" : "plain"}>{row.open ? "Open now" : "Quiet now"}</Badge>
    </li>
  );
}

function span({ opens, closes }: Window): string {
  return `${clock(opens)} to ${closes === "24:00" ? "midnight" : clock(closes)}`;
}

function closedDays({ sundays, holidays }: RegionHours): string {
  const days = [!sundays && "Sundays", holidays && "holidays"].filter(Boolean);
  return days.length > 0 ? `Closed on ${days.join(" and ")}.` : "";
}

function cap({ cap }: RegionHours): string {
  return cap ? `At most ${cap} in 24 hours.` : "";
}

function matches({ region, name }: RegionHours, sought: string): boolean {
  const words = sought.trim().toLowerCase();
  return name.toLowerCase().includes(words) || region.toLowerCase() === words;
}

function asOf(date: string | undefined): string {
  return date ? `As of ${date}; data, not legal advice.` : "";
}
