import type { ThreadShape } from "@/api/types.gen";

/** Whether something happened since its contact wrote last. A member of a group conversation may have written there since. */
export function isSince({ activity_at: last, last_reply_at: replied }: ThreadShape): boolean {
  return !replied || !last || Date.parse(replied) < Date.parse(last);
}

/** What the moment of a row is; null where that was no text: nothing was said yet, or it came back by itself. */
export function momentOf(thread: ThreadShape): "Sent" | "Last reply" | null {
  if (isPlanned(thread)) return null;
  if (thread.ours) return "Sent";
  return isSince(thread) ? null : "Last reply";
}

/** Whether nothing was said yet: the row shows the text for later that began it, and what became of that. */
export function isPlanned(thread: ThreadShape): boolean {
  return thread.last_reply_at === null && /^(Scheduled|Cancelled|Not sent): /.test(thread.preview);
}
