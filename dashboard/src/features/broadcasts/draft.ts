import type { NewBroadcast } from "@/api/types.gen";
import { dropDraft } from "@/shared/drafts";
import { freshKey } from "@/shared/lib/ids";
import { readStored, useStored, writeStored } from "@/shared/lib/stored";
import { type AudienceDraft, PLAIN } from "./audience";
import { type Keyed, keyFor } from "./orderKey";
import { ONCE, type RepeatDraft } from "./repeat";
import { NOW, type When } from "./when";

/** A broadcast that is being written; it outlives a reload and is the same in all tabs. */
export interface BroadcastDraft extends When {
  line: string;
  group: string;
  body: string;
  audience: AudienceDraft;
  /** Whether its links are shortened, and who opens them is counted. */
  shortLinks: boolean;
  repeat: RepeatDraft;
  /** From when on nothing more of it goes, as its field writes it; empty for none. */
  notAfter: string;
  keyed: Keyed | null;
}

const PLACE = "parley.broadcast";
/** The name under which its pictures are kept, like those of a conversation's next text. */
export const PICTURES = "broadcast";
const EMPTY: BroadcastDraft = {
  line: "",
  group: "",
  body: "",
  audience: PLAIN,
  ...NOW,
  shortLinks: false,
  repeat: ONCE,
  notAfter: "",
  keyed: null,
};

export function useBroadcastDraft(): BroadcastDraft {
  return { ...EMPTY, ...useStored<BroadcastDraft>(PLACE) };
}

export function writeDraft(part: Partial<BroadcastDraft>): void {
  writeStored(PLACE, { ...read(), ...part });
}

/** The draft went out. The line stays chosen for the next one. */
export function finishDraft(): void {
  dropDraft(PICTURES);
  writeStored(PLACE, { ...EMPTY, line: read().line });
}

/** The key for this order, the same for every tab that confirms it before it went out. */
export function keyOf(order: NewBroadcast): string {
  const keyed = keyFor(order, read().keyed, freshKey);
  writeStored(PLACE, { ...read(), keyed });
  return keyed.key;
}

function read(): BroadcastDraft {
  return { ...EMPTY, ...readStored<BroadcastDraft>(PLACE) };
}
