import { type Attached, dropDraft, hasContent, readDraft, writeDraft, writeMedia } from "@/shared/drafts";
import { freshKey } from "@/shared/lib/ids";
import { readStored, useStored, writeStored } from "@/shared/lib/stored";
import { api, given } from "./client";
import { ApiError, sentence } from "./problem";
import { mayRepeat, sendTwice } from "./sending";
import type { MessageShape } from "./types.gen";

/** A text that left its composer and is not yet known to be saved. It outlives a reload. */
export interface Parcel {
  key: string;
  body: string;
  media?: Attached[];
  at: string;
  /** Why it did not get through; null while it is being sent. */
  trouble: string | null;
}

/** Why a text came back into its composer. */
export interface Refusal {
  detail: string;
  until: string | null;
}

/** A parcel older than this is not sent again by itself after a reload: a person decides. */
const FORGOTTEN_MS = 10 * 60_000;
const UNSURE = "No answer yet. You can try again: it will not be sent twice.";
const underWay = new Set<string>();
const parcelsOf = (thread: string) => `parley.outbox.${thread}`;
const refusalOf = (thread: string) => `parley.refusal.${thread}`;

export interface Outcome {
  onSaved: (message: MessageShape) => void;
  onRefused: () => void;
}

export function useParcels(thread: string): Parcel[] {
  return useStored<Parcel[]>(parcelsOf(thread)) ?? [];
}

export function useRefusal(thread: string): Refusal | null {
  return useStored<Refusal>(refusalOf(thread));
}

export function forgetRefusal(thread: string): void {
  writeStored(refusalOf(thread), null);
}

/** Sends the thread's draft: it leaves the composer at once and stands in the timeline until its answer comes. */
export async function sendDraft(thread: string, outcome: Outcome): Promise<void> {
  const draft = readDraft(thread);
  if (!draft || !hasContent(draft)) return;
  forgetRefusal(thread);
  put(thread, { ...draft, at: new Date().toISOString(), trouble: null });
  dropDraft(thread);
  await deliver(thread, draft.key, outcome);
}

/** Sends a parcel again, with the key it has. */
export async function sendAgain(thread: string, key: string, outcome: Outcome): Promise<void> {
  change(thread, key, { trouble: null });
  await deliver(thread, key, outcome);
}

/** Sends what a closed tab or a reload left; what is old waits for a person. */
export function resume(thread: string, outcome: Outcome, now: number = Date.now()): void {
  for (const parcel of read(thread)) {
    if (parcel.trouble !== null || underWay.has(parcel.key)) continue;
    if (now - Date.parse(parcel.at) < FORGOTTEN_MS) void deliver(thread, parcel.key, outcome);
    else change(thread, parcel.key, { trouble: "This text was not sent before the page was closed." });
  }
}

/** Takes a parcel back into the composer, to be changed; its key stays. */
export function takeBack(thread: string, key: string): void {
  const parcel = read(thread).find((known) => known.key === key);
  if (!parcel) return;
  remove(thread, key);
  const draft = readDraft(thread);
  const files = [...(parcel.media ?? []), ...(draft?.media ?? [])];
  writeDraft(thread, draft?.body ? `${parcel.body}\n${draft.body}` : parcel.body, key);
  if (files.length) {
    writeMedia(thread, files);
    writeDraft(thread, readDraft(thread)?.body ?? "", key);
  }
}

async function deliver(thread: string, key: string, outcome: Outcome): Promise<void> {
  const parcel = read(thread).find((known) => known.key === key);
  if (!parcel || underWay.has(key)) return;
  underWay.add(key);
  try {
    const message = await sendTwice(() => post(thread, parcel));
    remove(thread, key);
    outcome.onSaved(message);
  } catch (fault) {
    if (mayRepeat(fault)) change(thread, key, { trouble: UNSURE });
    else {
      refused(thread, key, fault);
      outcome.onRefused();
    }
  } finally {
    underWay.delete(key);
  }
}

function post(thread: string, parcel: Parcel): Promise<MessageShape> {
  return given(
    api().POST("/threads/{thread_id}/messages", {
      params: { path: { thread_id: thread }, header: { "Idempotency-Key": parcel.key } },
      body: parcel.media
        ? { body: parcel.body, media: parcel.media.map((one) => one.id) }
        : { body: parcel.body },
    }),
  );
}

/** Nothing was sent: the text goes back to where it was written, with the reason. */
function refused(thread: string, key: string, fault: unknown): void {
  takeBack(thread, key);
  const problem = fault instanceof ApiError ? fault.problem : null;
  if (problem?.code === "key_reused") {
    // An earlier wording of this text did get through; what stands here now is another text.
    writeDraft(thread, readDraft(thread)?.body ?? "", freshKey());
    const detail =
      "An earlier version of this text has already been sent. Look above before you send this one.";
    writeStored(refusalOf(thread), { detail, until: null });
    return;
  }
  const detail = problem?.fields?.body ?? ofMedia(problem?.fields) ?? sentence(fault);
  writeStored(refusalOf(thread), { detail, until: problem?.until ?? null });
}

/** What is wrong with a picture, if that is what is wrong. */
function ofMedia(fields: Record<string, string> | null | undefined): string | undefined {
  return Object.entries(fields ?? {}).find(([path]) => path.split(".")[0] === "media")?.[1];
}

function read(thread: string): Parcel[] {
  return readStored<Parcel[]>(parcelsOf(thread)) ?? [];
}

function put(thread: string, parcel: Parcel): void {
  const others = read(thread).filter((known) => known.key !== parcel.key);
  writeStored(parcelsOf(thread), [...others, parcel]);
}

function change(thread: string, key: string, what: Partial<Parcel>): void {
  writeStored(
    parcelsOf(thread),
    read(thread).map((known) => (known.key === key ? { ...known, ...what } : known)),
  );
}

function remove(thread: string, key: string): void {
  const left = read(thread).filter((known) => known.key !== key);
  writeStored(parcelsOf(thread), left.length ? left : null);
}
