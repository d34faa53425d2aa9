import type { BroadcastShape, ProgressShape, Stage, Status } from "@/api/types.gen";

export type PartName =
  | "queued"
  | "waiting"
  | "sending"
  | "sent"
  | "delivered"
  | "failed"
  | "refused"
  | "cancelled";

export interface RecipientFilter {
  status?: Status;
  waiting?: boolean;
  response?: "replied" | "opted_out" | "clicked" | "converted";
}

export interface Part {
  name: PartName;
  label: string;
  count: number;
  /** Of all recipients, 0 to 1. */
  share: number;
}

const LABELS: Record<PartName, string> = {
  delivered: "Delivered",
  sent: "Sent",
  sending: "Sending",
  queued: "Queued",
  waiting: "Waiting",
  failed: "Failed",
  refused: "Refused",
  cancelled: "Cancelled",
};

/** The message states that the API counts into each part. */
const STATUSES: Record<PartName, readonly Status[]> = {
  delivered: ["delivered"],
  sent: ["sent", "accepted"],
  sending: ["sending"],
  queued: ["queued"],
  waiting: [],
  failed: ["undelivered", "failed"],
  refused: ["suppressed"],
  cancelled: ["cancelled"],
};

export const PARTS = Object.keys(LABELS) as PartName[];

export function labelOf(part: PartName): string {
  return LABELS[part];
}

export function statusesOf(part: PartName): readonly Status[] {
  return STATUSES[part];
}

/** What to ask the API for, to get the recipients of a part: one filter after the other. */
export function filtersOf(part: PartName): RecipientFilter[] {
  if (part === "queued" || part === "waiting") return [{ status: "queued", waiting: part === "waiting" }];
  return STATUSES[part].map((status) => ({ status }));
}

/** The part a recipient of this state is counted in; a queued one that waits for a time is a waiting one. */
export function partOf(status: Status, until?: string | null): PartName {
  if (status === "queued" && until) return "waiting";
  return PARTS.find((part) => STATUSES[part].includes(status)) ?? "queued";
}

/** All parts, in the order in which they are drawn. */
export function partsOf(progress: ProgressShape): Part[] {
  return PARTS.map((name) => ({
    name,
    label: LABELS[name],
    count: progress[name],
    share: progress.recipients === 0 ? 0 : progress[name] / progress.recipients,
  }));
}

/** How many texts nobody has handed to a carrier yet. */
export function openIn(progress: ProgressShape): number {
  return progress.queued + progress.waiting + progress.sending;
}

/** "115", or "115 so far" while more are still being listed. */
export function totalOf({ listing, progress }: BroadcastShape): string {
  const total = (progress?.recipients ?? 0).toLocaleString();
  return listing ? `${total} so far` : total;
}

/** One sentence that tells a screen reader, or a hurried person, how far it is. */
export function summary(progress: ProgressShape): string {
  const done = progress.recipients - openIn(progress);
  const spoken = partsOf(progress)
    .filter((part) => part.count > 0)
    .map((part) => `${part.count} ${part.label.toLowerCase()}`);
  return [`${done} of ${progress.recipients} done`, ...spoken].join(", ");
}

/** Whether it was ended before all of it went. */
export function isCutOff({ stage }: BroadcastShape): boolean {
  return stage === "cancelled" || stage === "expired";
}

/**
 * The numbers as they stand. Of what is cancelled or over nothing goes that no worker has yet, though that is written
 * down for each of them only moments later.
 */
export function standingOf(broadcast: BroadcastShape): ProgressShape | null {
  const { progress } = broadcast;
  if (!progress || !isCutOff(broadcast)) return progress ?? null;
  const cancelled = progress.cancelled + progress.queued + progress.waiting;
  return { ...progress, cancelled, queued: 0, waiting: 0 };
}

/** Whether it would send, but its line sends nothing now. */
export function isHeld({ stage, held }: BroadcastShape): boolean {
  return stage === "running" && Boolean(held);
}

/** Whether all that is left to do is to wait for a time. */
export function onlyWaits({ stage, progress }: BroadcastShape): boolean {
  return (
    stage === "running" && progress != null && progress.waiting > 0 && progress.waiting === openIn(progress)
  );
}

/** Whether it is to begin yet: nobody is listed, so that there are no numbers. It may be paused. */
export function isToBegin({ stage, changeable }: BroadcastShape): boolean {
  return stage === "scheduled" || changeable === true;
}

/** Whether some of it has gone, or may have: what can be cancelled is then the rest only. */
export function hasBegun(broadcast: BroadcastShape): boolean {
  const { progress } = broadcast;
  if (!progress || isToBegin(broadcast)) return false;
  return progress.sending + progress.sent + progress.delivered + progress.failed > 0;
}

/** Whether no more texts are to come of it. */
export function isOver(stage: Stage): boolean {
  return stage === "done" || stage === "cancelled" || stage === "expired";
}

const OFTEN_MS = 2_000;
const WAITING_MS = 30_000;
const SELDOM_MS = 5_000;
const RECEIPTS_MS = 30 * 60_000;
const RESPONSES_MS = 15_000;
const DAY_MS = 24 * 3_600_000;

/**
 * How soon to ask again, in ms: false once nothing more is to be expected. Receipts come in after the last text left,
 * and answers count for days.
 */
export function pollEvery(broadcast: BroadcastShape | undefined, now: number = Date.now()): number | false {
  if (!broadcast) return false;
  if (broadcast.stage === "paused" || broadcast.stage === "scheduled") return WAITING_MS;
  const ending = isOver(broadcast.stage) && broadcast.progress != null && openIn(broadcast.progress) > 0;
  if (!isOver(broadcast.stage) || ending)
    return isHeld(broadcast) || onlyWaits(broadcast) ? WAITING_MS : OFTEN_MS;
  return afterwards(broadcast, now - Date.parse(broadcast.send_at ?? broadcast.at));
}

/** How soon to ask again `since` ms after the first text: people answer for as long as somebody looks at its page. */
function afterwards({ progress, responses }: BroadcastShape, since: number): number | false {
  if ((progress?.sent ?? 0) > 0 && since < RECEIPTS_MS) return SELDOM_MS;
  const days = Math.max(responses?.within_days ?? 0, responses?.won_within_days ?? 0);
  return (responses?.texted ?? 0) > 0 && since < days * DAY_MS ? RESPONSES_MS : false;
}
