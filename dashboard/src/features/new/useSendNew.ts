import { useMutation } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { ApiError } from "@/api/problem";
import { sendTwice } from "@/api/sending";
import type { MultiAnswer, NewMulti } from "@/api/types.gen";
import { readDraft, writeDraft } from "@/shared/drafts";
import { freshKey } from "@/shared/lib/ids";
import { NEW_DRAFT } from "./errors";

export type Outcome = { kind: "one"; thread: string } | { kind: "several"; answer: MultiAnswer };

/** What is written, with its files, and for whom. */
type Wish = Required<NewMulti>;

/** Sends a text to one or several people, once however often it is tried. */
export function useSendNew() {
  return useMutation({
    mutationFn: (wish: Wish): Promise<Outcome> => {
      const key = readDraft(NEW_DRAFT)?.key ?? freshKey();
      return sendTwice(() => (wish.to.length === 1 ? toOne(wish, key) : toSeveral(wish, key)));
    },
    onError: freshWish,
  });
}

/** After a key went with another wording or other people, and that did get through: this is a new wish. */
function freshWish(fault: unknown): void {
  if (fault instanceof ApiError && fault.problem.code === "key_reused") {
    writeDraft(NEW_DRAFT, readDraft(NEW_DRAFT)?.body ?? "", freshKey());
  }
}

async function toOne({ line, to, body, media }: Wish, key: string): Promise<Outcome> {
  const started = await given(
    api().POST("/threads", {
      params: { header: { "Idempotency-Key": key } },
      body: { line, to: to[0] ?? "", body, ...(media.length > 0 && { media }) },
    }),
  );
  return { kind: "one", thread: started.thread.id };
}

async function toSeveral({ line, to, body, media }: Wish, key: string): Promise<Outcome> {
  const answer = await given(
    api().POST("/multi", {
      params: { header: { "Idempotency-Key": key } },
      body: { line, to, body, ...(media.length > 0 && { media }) },
    }),
  );
  return { kind: "several", answer };
}
