import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Draft } from "@/shared/drafts";
import { freshKey } from "@/shared/lib/ids";
import { api, given } from "./client";
import { refreshNewest } from "./messages";
import { sendTwice } from "./sending";
import type { MessageShape, ScheduledPatch } from "./types.gen";

interface Planned {
  draft: Draft;
  at: Date;
  cancelOnReply: boolean;
}

/** Keeps a text for later. The same wish keeps its key, so that another try after a lost answer makes one text. */
export function useSchedule(thread: string) {
  const queries = useQueryClient();
  const keyed = useRef({ content: "", key: "" });
  return useMutation({
    mutationFn: ({ draft, at, cancelOnReply }: Planned): Promise<MessageShape> => {
      const body = {
        body: draft.body,
        media: draft.media?.map((one) => one.id) ?? [],
        send_at: at.toISOString(),
        cancel_on_reply: cancelOnReply,
      };
      const content = JSON.stringify({ ...body, key: draft.key });
      if (keyed.current.content !== content) keyed.current = { content, key: freshKey() };
      const header = { "Idempotency-Key": keyed.current.key };
      return sendTwice(() =>
        given(
          api().POST("/threads/{thread_id}/messages", {
            params: { path: { thread_id: thread }, header },
            body,
          }),
        ),
      );
    },
    onSettled: () => void refreshNewest(queries, thread).catch(() => null),
  });
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
    onSettled: () => void refreshNewest(queries, thread).catch(() => null),
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
    onSettled: () => void refreshNewest(queries, thread).catch(() => null),
  });
}
