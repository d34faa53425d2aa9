import type { BroadcastShape, Preview, ProgressShape } from "@/api/types.gen";
import { LINE, MANAGER } from "./usual";

/** Of three recipients one got it, one did not and one may not. */
export const PROGRESS: ProgressShape = {
  recipients: 3,
  queued: 0,
  waiting: 0,
  sending: 0,
  sent: 0,
  delivered: 1,
  failed: 1,
  refused: 1,
  cancelled: 0,
};

/** One that is done, but for what is told otherwise. */
export function aBroadcast(part: Partial<BroadcastShape> = {}): BroadcastShape {
  return {
    id: "b1",
    line: { id: LINE.id, number: LINE.number, label: LINE.label },
    group: "g1",
    group_name: "Spring list",
    body: "Hi {{first_name|there}}",
    author: { id: MANAGER.id, name: MANAGER.name },
    at: "2026-11-01T10:00:00Z",
    stage: "done",
    progress: PROGRESS,
    ...part,
  };
}

export const REFUSED = { id: "c3", name: "Cara Cedar", phone: "+12025550112" };

/** Of three people two get it, and one has opted out. */
export const PREVIEW: Preview = {
  basis: "exact",
  judged: 3,
  recipients: 3,
  refused: 1,
  refused_by: [{ code: "opted_out", reason: "This contact opted out.", rule: "stop", recipients: 1 }],
  skipped: 0,
  skipped_by: [],
  refused_sample: [{ contact: REFUSED, code: "opted_out", reason: "This contact opted out.", rule: "stop" }],
  waiting: 0,
  waits: [],
  segments: 1,
  segments_average: 1,
  segments_total: 2,
  encoding: "GSM-7",
  special_recipients: 0,
  replacements: [],
  cost: { amount: 0.02, segment: 0.0118, currency: "USD", month: "2026-11", source: "https://example.com/" },
  seconds: 1,
  sample: "Hi Ana",
  samples: [
    { contact: { id: "c1", name: "Ana Alder", phone: "+12025550110" }, body: "Hi Ana", segments: 1 },
    { contact: { id: "c2", name: "Ben Birch", phone: "+12025550111" }, body: "Hi Ben", segments: 1 },
  ],
};

/** What the screens of one broadcast, and of a new one, ask for. */
export const BROADCASTS = {
  "GET /groups": {
    items: [{ id: "g1", name: "Spring list", live: false, size: 3, created_at: "2026-11-01T10:00:00Z" }],
  },
  "GET /broadcasts": { items: [aBroadcast()] },
  "GET /broadcasts/b1": aBroadcast(),
  "GET /broadcasts/b1/recipients": { items: [] },
  "POST /broadcasts/preview": PREVIEW,
  "POST /broadcasts": aBroadcast(),
};
