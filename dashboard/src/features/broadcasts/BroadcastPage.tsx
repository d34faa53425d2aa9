import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { BroadcastShape, Stage } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { full } from "@/shared/lib/time";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading, Notice } from "@/shared/ui/States";
import { Controls } from "./Controls";
import { ProgressBar } from "./ProgressBar";
import { ProgressParts } from "./ProgressParts";
import { isOver, onlyWaits, openIn, summary } from "./progress";
import { broadcastQuery } from "./queries";
import { Reasons } from "./Reasons";
import { Recipients } from "./Recipients";
import { ResponseParts } from "./ResponseParts";
import { recipientsKey } from "./recipients";
import { cityOf, repeatInWords } from "./repeat";
import { type Shown, wasTexted } from "./responses";
import { localInWords } from "./when";

/** One broadcast, how far it is, and what became of each text. */
export function BroadcastPage() {
  const { broadcastId } = useParams({ from: "/shell/broadcasts/$broadcastId" });
  const query = useQuery(broadcastQuery(broadcastId));
  return (
    <Page title={query.data?.group_name ?? "Broadcast"} back="/broadcasts" paned>
      {query.isPending && <Loading rows={3} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Broadcast key={broadcastId} broadcast={query.data} />}
    </Page>
  );
}

function Broadcast({ broadcast }: { broadcast: BroadcastShape }) {
  const [shown, show] = useState<Shown | null>(null);
  const { progress, responses } = broadcast;
  useFreshRecipients(broadcast);
  return (
    <div className="flex flex-col gap-6">
      <section aria-label="Text" className="flex flex-col gap-2">
        <p className="w-fit max-w-full rounded-2xl rounded-br-md bg-outgoing px-4 py-2.5 break-words whitespace-pre-wrap text-on-outgoing">
          {broadcast.body}
        </p>
        <p className="text-sm text-soft">
          {broadcast.author.name} to <Audience broadcast={broadcast} /> from{" "}
          {broadcast.line.label || pretty(broadcast.line.number)}, {full(broadcast.at)}
          {aside(broadcast)}
        </p>
      </section>
      {progress && (
        <section aria-label="Progress" className="flex flex-col gap-3">
          <p className="flex items-baseline justify-between gap-3">
            <span role="status" className="text-lg font-semibold">
              {standing(broadcast)}
            </span>
            <span className="shrink-0 text-soft tabular-nums">
              {(progress.recipients - openIn(progress)).toLocaleString()} of{" "}
              {progress.recipients.toLocaleString()}
            </span>
          </p>
          <ProgressBar progress={progress} />
          {!isOver(broadcast.stage) && <WaitNotice broadcast={broadcast} waiting={progress.waiting} />}
          <Scheduled broadcast={broadcast} />
          {broadcast.stage === "paused" && (
            <Notice tone="warn">
              {broadcast.paused_because && `${broadcast.paused_because} `}Nothing more goes until it is
              resumed.
            </Notice>
          )}
          <ProgressParts progress={progress} chosen={shown} onChoose={show} />
          {broadcast.counted_at && (
            <p className="text-xs text-soft">
              Counted at <time dateTime={broadcast.counted_at}>{full(broadcast.counted_at)}</time>
            </p>
          )}
          <Controls broadcast={broadcast} />
        </section>
      )}
      {responses && wasTexted(responses) && (
        <ResponseParts
          responses={responses}
          links={broadcast.short_links ?? false}
          chosen={shown}
          onChoose={show}
        />
      )}
      <Reasons broadcast={broadcast} />
      <Recipients broadcast={broadcast} shown={shown} onAll={() => show(null)} />
    </div>
  );
}

function aside({ of, short_links }: BroadcastShape): string {
  const again = of ? ". It is one of those that come again" : "";
  return short_links ? `${again}. Its links are shortened, and count who opens them.` : again;
}

/** Whom it goes to; a link where that is a group, of which there may be several, or none. */
function Audience({ broadcast: { group, group_name } }: { broadcast: BroadcastShape }) {
  if (!group) return group_name;
  return (
    <Link to="/groups/$groupId" params={{ groupId: group }} className="underline">
      {group_name}
    </Link>
  );
}

/** When it goes by itself: once, or again and again. */
function Scheduled({ broadcast: { stage, send_at, send_at_local, repeat } }: { broadcast: BroadcastShape }) {
  if (stage !== "scheduled" || !send_at) return null;
  const at = <time dateTime={send_at}>{full(send_at)}</time>;
  if (send_at_local) return <Notice tone="good">It goes by itself on {localInWords(send_at_local)}.</Notice>;
  return (
    <Notice tone="good">
      {repeat
        ? `${repeatInWords(repeat)} at ${repeat.time} in ${cityOf(repeat.zone)}. Next it goes on`
        : "It goes by itself on"}{" "}
      {at} your time.
    </Notice>
  );
}

/** Who waits and until when; what is paused goes by itself at no time. */
function WaitNotice({ broadcast, waiting }: { broadcast: BroadcastShape; waiting: number }) {
  if (waiting === 0 || !broadcast.next_at) return null;
  return (
    <Notice tone="warn">
      {waiting === 1 ? "1 person waits" : `${waiting.toLocaleString()} people wait`} for {awaited(broadcast)}.{" "}
      {broadcast.stage === "paused" ? "The next text may go on" : "The next text goes by itself on"}{" "}
      <time dateTime={broadcast.next_at}>{full(broadcast.next_at)}</time> your time.
    </Notice>
  );
}

/** What those who wait wait for. */
function awaited({ send_at_local }: BroadcastShape): string {
  return send_at_local ? "the time where they are" : "legal hours";
}

/** Of one that comes again, of which each time is a broadcast of its own. */
const SERIES: Partial<Record<Stage, string>> = {
  scheduled: "Comes again",
  paused: "Paused",
  cancelled: "Cancelled",
  done: "Over",
};

/** How far it is, in words. */
function standing(broadcast: BroadcastShape): string {
  if (broadcast.repeat) return SERIES[broadcast.stage] ?? STAGE[broadcast.stage];
  return onlyWaits(broadcast) ? `Waiting for ${awaited(broadcast)}` : STAGE[broadcast.stage];
}

const STAGE: Record<Stage, string> = {
  scheduled: "Scheduled",
  preparing: "Preparing the list…",
  running: "Sending…",
  paused: "Paused",
  cancelled: "Cancelled",
  expired: "Expired",
  done: "All texts are out",
};

/** The rows are asked for again when the numbers moved, not each time the numbers are. */
function useFreshRecipients({ id, progress, responses }: BroadcastShape): void {
  const queries = useQueryClient();
  const responded = responses ? `${responses.replies} ${responses.opt_outs} ${responses.openings}` : "";
  const numbers = `${progress ? summary(progress) : ""} ${responded}`;
  const before = useRef(numbers);
  useEffect(() => {
    if (before.current === numbers) return;
    before.current = numbers;
    void queries.invalidateQueries({ queryKey: recipientsKey(id) });
  }, [queries, id, numbers]);
}
