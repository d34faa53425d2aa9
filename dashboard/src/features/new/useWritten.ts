import { hasContent, useDraft } from "@/shared/drafts";
import { looksLikePhone } from "@/shared/lib/phone";
import { MAX_BODY } from "@/shared/lib/segments";
import { type Attachments, useAttachments } from "@/shared/media/useAttachments";
import type { Choice } from "@/shared/ui/choice";
import { type Merged, useMerged } from "@/shared/useMerged";
import { MOST, NEW_DRAFT } from "./errors";

export interface Written {
  body: string;
  text: Merged;
  attachments: Attachments;
  /** The only addressee; undefined where there are several, or none yet. */
  one: Choice | undefined;
  several: boolean;
  ready: boolean;
}

/** What is written for these addressees, and whether it can go. */
export function useWritten(to: Choice[]): Written {
  const draft = useDraft(NEW_DRAFT);
  const body = draft?.body ?? "";
  const one = to.length === 1 ? to[0] : undefined;
  const several = to.length > 1;
  const text = useMerged(body, one && !looksLikePhone(one.value) ? one.value : null);
  const attachments = useAttachments(NEW_DRAFT);
  const fits = Math.max(body.length, text.text.length) <= MAX_BODY;
  const whole = hasContent(draft) && fits && !attachments.busy && !attachments.fault;
  const ready = whole && to.length > 0 && to.length <= MOST;
  return { body, text, attachments, one, several, ready };
}
