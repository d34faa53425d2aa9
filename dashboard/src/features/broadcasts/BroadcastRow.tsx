import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { BroadcastShape, Stage } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { timeIn } from "@/shared/lib/time";
import { ownZone } from "@/shared/schedule/moments";
import { Moment } from "@/shared/ui/Moment";
import { inOneLine } from "./fieldParts";
import { ProgressBar } from "./ProgressBar";
import { isOver, isToBegin, openIn, totalOf } from "./progress";
import { broadcastQuery } from "./queries";
import { repeatInWords } from "./repeat";
import { StageBadge } from "./StageBadge";

/** One broadcast of the list; while it runs, with how far it is. */
export function BroadcastRow({ broadcast }: { broadcast: BroadcastShape }) {
  const open = !isOver(broadcast.stage);
  const live = useQuery({ ...broadcastQuery(broadcast.id), enabled: open });
  const shown = live.data ?? broadcast;
  const { stage, progress } = shown;
  const running = open && !isToBegin(shown) && !broadcast.repeat;
  return (
    <Link
      to="/broadcasts/$broadcastId"
      params={{ broadcastId: broadcast.id }}
      data-testid="broadcast-row"
      data-stage={stage}
      className="block px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2 aria-[current=page]:bg-brand-soft"
    >
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{broadcast.group_name}</span>
        <Goes broadcast={broadcast} stage={stage} />
      </span>
      <span className="block truncate text-[0.9375rem] text-soft">{worded(broadcast)}</span>
      <span className="mt-1.5 flex items-center gap-2 text-xs text-soft">
        <StageBadge broadcast={shown} />
        <span className="min-w-0 truncate">
          {bywords(broadcast)} · {broadcast.line.label || pretty(broadcast.line.number)}
        </span>
        {running && progress && progress.recipients > 0 && (
          <span className="ml-auto shrink-0 tabular-nums">
            {progress.recipients - openIn(progress)} of {totalOf(shown)}
          </span>
        )}
      </span>
      {running && !isOver(stage) && progress && <ProgressBar progress={progress} className="mt-2 h-1.5" />}
    </Link>
  );
}

/** When it goes next, or when it was sent. */
function Goes({ broadcast, stage }: { broadcast: BroadcastShape; stage: Stage }) {
  const { send_at, send_at_local, repeat } = broadcast;
  const at = send_at_local ?? send_at;
  if (stage !== "scheduled" || !at)
    return <Moment at={broadcast.at} before="Sent" className="shrink-0 text-xs text-soft" />;
  return (
    <span className="shrink-0 text-xs text-soft">
      {repeat ? "Next" : "Goes"} <time dateTime={at}>{timeIn(ownZone(), at)}</time>
      {send_at_local && " there"}
    </span>
  );
}

/** Its text in one line; of pictures alone, that it is some. */
function worded({ body, media = [] }: BroadcastShape): string {
  const along = media.length > 1 ? `${media.length} pictures` : media.length ? "Picture" : "";
  return [along, inOneLine(body)].filter((part) => part.trim()).join(": ");
}

function bywords({ repeat, author }: BroadcastShape): string {
  return repeat ? `${repeatInWords(repeat)} · ${author.name}` : author.name;
}
