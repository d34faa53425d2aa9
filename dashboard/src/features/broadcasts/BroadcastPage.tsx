import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { BroadcastShape, Stage } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { full } from "@/shared/lib/time";
import { Pictures } from "@/shared/media/Pictures";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading, Notice } from "@/shared/ui/States";
import { Controls } from "./Controls";
import { Ending } from "./Ending";
import { FieldText } from "./FieldText";
import { Occurrences, SeriesLink } from "./Occurrences";
import { ProgressBar } from "./ProgressBar";
import { ProgressParts } from "./ProgressParts";
import { isToBegin, openIn, standingOf, summary, totalOf } from "./progress";
import { broadcastQuery } from "./queries";
import { Reasons } from "./Reasons";
import { Recipients } from "./Recipients";
import { ResponseParts } from "./ResponseParts";
import { recipientsKey } from "./recipients";
import { ruleInWords } from "./repeat";
import { type Shown, wasTexted } from "./responses";
import { Spent } from "./Spent";
import { WaitNotice } from "./WaitNotice";
import { stillInWords } from "./waiting";
import { localInWords } from "./when";

/** From so many letters, or lines, on a text is folded to six lines. */
const LONG = 320;
const LINES = 8;

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
  // What comes again reaches nobody itself: each of its times is a broadcast of its own, with numbers of its own.
  const { responses, repeat } = broadcast;
  const progress = standingOf(broadcast);
  const counted = !repeat && !isToBegin(broadcast);
  useFreshRecipients(broadcast);
  return (
    <div className="flex flex-col gap-6">
      <section aria-label="Text" className="flex flex-col gap-2">
        <div className="w-fit max-w-full rounded-2xl rounded-br-md bg-outgoing px-4 py-2.5 whitespace-pre-wrap wrap-anywhere text-on-outgoing">
          <Words body={broadcast.body} />
          <Pictures media={broadcast.media ?? []} of="of this broadcast" />
        </div>
        <p className="text-sm text-soft">
          {broadcast.author.name} to <Audience broadcast={broadcast} /> from{" "}
          {broadcast.line.label || pretty(broadcast.line.number)}, {full(broadcast.at)}
          <Aside broadcast={broadcast} />
        </p>
      </section>
      {progress && (
        <section aria-label="Progress" className="flex flex-col gap-3">
          <p className="flex items-baseline justify-between gap-3">
            <span role="status" className="text-lg font-semibold">
              {standing(broadcast)}
            </span>
            {counted && (
              <span className="shrink-0 text-soft tabular-nums">
                {(progress.recipients - openIn(progress)).toLocaleString()} of {totalOf(broadcast)}
              </span>
            )}
          </p>
          {counted && <ProgressBar progress={progress} />}
          <WaitNotice broadcast={broadcast} />
          <Scheduled broadcast={broadcast} />
          <Ending broadcast={broadcast} />
          <Paused broadcast={broadcast} />
          {counted && (
            <>
              <ProgressParts progress={progress} chosen={shown} onChoose={show} />
              <Counted at={broadcast.counted_at} />
              <Spent broadcast={broadcast} />
            </>
          )}
          <Controls broadcast={broadcast} />
        </section>
      )}
      {!repeat && responses && wasTexted(responses) && (
        <ResponseParts
          responses={responses}
          links={broadcast.short_links ?? false}
          chosen={shown}
          onChoose={show}
        />
      )}
      <Reasons broadcast={broadcast} />
      {repeat && <Occurrences broadcast={broadcast} />}
      {counted && <Recipients broadcast={broadcast} shown={shown} onAll={() => show(null)} />}
    </div>
  );
}

/** Its text; a long one folded, so that how far it is stands in sight. */
function Words({ body }: { body: string }) {
  const [whole, setWhole] = useState(false);
  const folded = !whole && (body.length > LONG || body.split("\n").length > LINES);
  return (
    <>
      <div className={folded ? "line-clamp-6" : undefined}>
        <FieldText body={body} />
      </div>
      {folded && (
        <button type="button" onClick={() => setWhole(true)} className="touch underline underline-offset-4">
          Show all of it
        </button>
      )}
    </>
  );
}

function Aside({ broadcast: { of, short_links } }: { broadcast: BroadcastShape }) {
  return (
    <>
      {of && (
        <>
          . It is part of <SeriesLink of={of} />
        </>
      )}
      {short_links && ". Its links are shortened, and count who opens them."}
    </>
  );
}

function Paused({ broadcast: { stage, paused_because } }: { broadcast: BroadcastShape }) {
  if (stage !== "paused") return null;
  return (
    <Notice tone="warn">
      {paused_because && `${paused_because} `}Nothing more goes until it is resumed.
    </Notice>
  );
}

function Counted({ at }: { at: BroadcastShape["counted_at"] }) {
  if (!at) return null;
  return (
    <p className="text-xs text-soft">
      Counted at <time dateTime={at}>{full(at)}</time>
    </p>
  );
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
function Scheduled({ broadcast }: { broadcast: BroadcastShape }) {
  const { stage, send_at, send_at_local, repeat } = broadcast;
  if (repeat && (stage !== "scheduled" || !send_at))
    return <p className="text-soft">{ruleInWords(repeat)}.</p>;
  if (!isToBegin(broadcast) || !send_at) return null;
  const at = <time dateTime={send_at}>{full(send_at)}</time>;
  const when = send_at_local ? localInWords(send_at_local) : <>{at} your time</>;
  const stuck = hindered(broadcast);
  if (stuck)
    return (
      <p className="text-soft">
        {stuck} {when}.
      </p>
    );
  return (
    <Notice tone="good">
      {repeat ? `${ruleInWords(repeat)}. Next it goes on` : "It goes by itself on"} {when}.
    </Notice>
  );
}

/** How its time is told where it does not go by itself then; empty where it does. */
function hindered({ stage, held, repeat }: BroadcastShape): string {
  if (stage !== "scheduled") return "It has not begun. Its time:";
  return held && !repeat ? "It is to go on" : "";
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
  return stillInWords(broadcast) ?? STAGE[broadcast.stage];
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

const RESPONDED = ["replies", "opt_outs", "openings", "conversions"] as const;

/** The rows are asked for again when the numbers moved, not each time the numbers are. */
function useFreshRecipients({ id, progress, responses }: BroadcastShape): void {
  const queries = useQueryClient();
  const responded = responses ? RESPONDED.map((name) => responses[name]).join(" ") : "";
  const numbers = `${progress ? summary(progress) : ""} ${responded}`;
  const before = useRef(numbers);
  useEffect(() => {
    if (before.current === numbers) return;
    before.current = numbers;
    void queries.invalidateQueries({ queryKey: recipientsKey(id) });
  }, [queries, id, numbers]);
}
