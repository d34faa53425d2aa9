import type { NewBroadcast } from "@/api/types.gen";
import type { Attached } from "@/shared/drafts";
import { audienceOf } from "./audience";
import type { BroadcastDraft } from "./draft";
import { repeatAsked } from "./repeat";
import { asAsked, momentAsked } from "./when";

/** What a draft asks for, as the API takes it; what is not used is left out. `zone` is the brand's. */
export function orderOf(draft: BroadcastDraft, line: string, media: Attached[], zone: string): NewBroadcast {
  const end = comesAgain(draft) ? null : momentAsked(draft.notAfter);
  return {
    line,
    ...audienceOf(draft.group, draft.audience),
    body: draft.body,
    ...asAsked(draft),
    ...repeatAsked(draft.repeat, draft.sendAt, zone),
    ...(end && { not_after: end }),
    ...(draft.shortLinks && { short_links: true }),
    ...(media.length > 0 && { media: media.map((one) => one.id) }),
  };
}

/** Whether it comes again: each of its times then ends when the next one comes, and it has no other end. */
export function comesAgain({ repeat, sendAt }: BroadcastDraft): boolean {
  return sendAt !== null && repeat.every !== "once";
}

/** A file was refused and still stands there: without it another text would go than one sees. */
export const FILE_LEFT = "Take the file away that cannot go, or attach another.";

/** What is still to be filled in, or put right, by field. `refused`: a file stands there that does not go along. */
export function unfilledIn(
  order: NewBroadcast,
  addressed: boolean,
  refused: boolean,
): Record<string, string> {
  return {
    ...(!order.line && { line: "Choose the line it comes from." }),
    ...(!addressed && { group: "Choose who gets it." }),
    ...(!order.body?.trim() && !order.media && !refused && { body: "Write what you want to send." }),
    ...(refused && { media: FILE_LEFT }),
  };
}

/** What is wrong with the pictures: with all of them, or with one. */
export function mediaFault(faults: Record<string, string>): string | undefined {
  return Object.entries(faults).find(([field]) => field.split(".")[0] === "media")?.[1];
}
