import { freshKey } from "./lib/ids";
import { readStored, useStored, writeStored } from "./lib/stored";

/** A file that was uploaded for a text. `thumb` is a small picture of it; empty where it is none. */
export interface Attached {
  id: string;
  type: string;
  size: number;
  thumb: string;
}

/**
 * A text that is being written. Its key goes with it when it is sent, so that two tabs, or a repeat after a lost
 * answer, make one text of it.
 */
export interface Draft {
  body: string;
  key: string;
  media?: Attached[];
}

const place = (name: string) => `parley.draft.${name}`;

/** The draft of that name, the same in all tabs. */
export function useDraft(name: string): Draft | null {
  return useStored<Draft>(place(name));
}

export function readDraft(name: string): Draft | null {
  return readStored<Draft>(place(name));
}

/** Keeps what is written; the key stays the same until the draft is sent or emptied. */
export function writeDraft(name: string, body: string, key?: string): void {
  const known = readDraft(name);
  keep(name, body, key ?? known?.key ?? freshKey(), known?.media ?? []);
}

/** Keeps which files go along. */
export function writeMedia(name: string, media: Attached[]): void {
  const known = readDraft(name);
  keep(name, known?.body ?? "", known?.key ?? freshKey(), media);
}

/** Whether there is anything to send. */
export function hasContent(draft: { body: string; media?: Attached[] } | null): boolean {
  return draft !== null && (draft.body.trim() !== "" || (draft.media?.length ?? 0) > 0);
}

/** Takes the draft away: it was sent. */
export function dropDraft(name: string): void {
  writeStored(place(name), null);
}

function keep(name: string, body: string, key: string, media: Attached[]): void {
  const draft: Draft = media.length ? { body, key, media } : { body, key };
  writeStored(place(name), body === "" && media.length === 0 ? null : draft);
}
