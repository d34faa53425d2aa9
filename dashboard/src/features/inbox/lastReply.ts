import type { ThreadShape } from "@/api/types.gen";

/** Whether the row shows a text of the brand's. One that came from the contact is its last reply, or older than that: it
 * may have written in a group conversation since. */
export function isOurs({ activity_at: last, last_reply_at: replied }: ThreadShape): boolean {
  return !replied || !last || Date.parse(replied) < Date.parse(last);
}
