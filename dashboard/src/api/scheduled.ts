import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Draft } from "@/shared/drafts";
import { freshKey } from "@/shared/lib/ids";
import { api, given } from "./client";
import { refreshNewest } from "./messages";
import { sendTwice } from "./sending";
import type { MessageShape, NewThread, ScheduledPatch, Started } from "./types.gen";
import { refreshUpcoming } from "./upcoming";

interface Planned {
  draft: Draft;
  at: Date;
  cancelOnReply: boolean;
}

/** The same wish keeps its key, so that another try after a lost answer makes one text. */
function useKeys(): (wish: object) => { "Idempotency-Key": string } {
  const keyed = useRef({ content: "", key: "" });
  return (wish) => {
    const content = JSON.stringify(wish);
    if (keyed.current.content !== content) keyed.current = { content, key: freshKey() };
    return { "Idempotency-Key": keyed.current.key };
  };
}

/** Keeps a first text to somebody for later. */
export function useScheduleNew() {
  const queries = useQueryClient();
  const keys = useKeys();
  return useMutation({
    mutationFn: ({ line, to, ...planned }: Planned & Pick<NewThread, "line" | "to">): Promise<Started> => {
      const body = { line, to, ...wishOf(planned) };
      const header = keys({ ...body, key: planned.draft.key });
      return sendTwice(() => given(api().POST("/threads", { params: { header }, body })));
    },
    onSettled: () => refreshUpcoming(queries),
  });
}

/** Keeps a text for later. */
export function useSchedule(thread: string) {
  const queries = useQueryClient();
  const keys = useKeys();
  return useMutation({
    mutationFn: (planned: Planned): Promise<MessageShape> => {
      const body = wishOf(planned);
      const header = keys({ ...body, key: planned.draft.key });
      return sendTwice(() =>
        given(
          api().POST("/threads/{thread_id}/messages", {
            params: { path: { thread_id: thread }, header },
            body,
          }),
        ),
      );
    },
    onSettled: () => refresh(queries, thread),
  });
}

function refresh(queries: QueryClient, thread: string): void {
  void refreshNewest(queries, thread).catch(() => null);
  refreshUpcoming(queries);
}

function wishOf({ draft, at, cancelOnReply }: Planned) {
  return {
    body: draft.body,
    media: draft.media?.map((one) => one.id) ?? [],
    send_at: at.toISOString(),
    cancel_on_reply: cancelOnReply,
  };
}

/** Changes a text for later. Whatever is answered, the thread shows what is so now. */
export function useChangeScheduled(thread: string, message: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ScheduledPatch): Promise<MessageShape> =>
      given(
        api().PATCH("/threads/{thread_id}/scheduled/{message_id}", {
          params: { path: { thread_id: thread, message_id: message } },
          body,
        }),
      ),
    onSettled: () => refresh(queries, thread),
  });
}

/** Takes a text for later back. */
export function useCancelScheduled(thread: string, message: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<MessageShape> =>
      given(
        api().DELETE("/threads/{thread_id}/scheduled/{message_id}", {
          params: { path: { thread_id: thread, message_id: message } },
        }),
      ),
    onSettled: () => refresh(queries, thread),
  });
}
