import { freshKey } from "./lib/ids";
import { readStored, useStored, writeStored } from "./lib/stored";

/**
 * A text that is being written. Its key goes with it when it is sent, so that two tabs, or a repeat after a lost
 * answer, make one text of it.
 */
export interface Draft {
  body: string;
  key: string;
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
  const kept = key ?? readDraft(name)?.key ?? freshKey();
  writeStored(place(name), body === "" ? null : { body, key: kept });
}

/** Takes the draft away: it was sent. */
export function dropDraft(name: string): void {
  writeStored(place(name), null);
}
