import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { readDraft } from "@/shared/drafts";
import { api, given } from "./client";
import { addMessage } from "./messages";
import type { Colleague, MessageShape, ViewerShape } from "./types.gen";

const EVERY_MS = 20_000;

/** Who may see the conversation: whom a note may mention, and who may have it. */
export function colleaguesQuery(thread: string) {
  return queryOptions({
    queryKey: ["colleagues", thread] as const,
    queryFn: async (): Promise<Colleague[]> =>
      (await given(api().GET("/threads/{thread_id}/people", { params: { path: { thread_id: thread } } })))
        .items,
  });
}

/** Leaves a note; its draft's key makes a repeat harmless. */
export function useWriteNote(thread: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: string; key: string }): Promise<MessageShape> =>
      given(
        api().POST("/threads/{thread_id}/notes", {
          params: { path: { thread_id: thread } },
          headers: { "Idempotency-Key": key },
          body: { body },
        }),
      ),
    onSuccess: (note) => addMessage(queries, thread, note),
  });
}

/** Says every twenty seconds that the conversation is looked at, and gives the others who do so. */
export function useViewers(thread: string): ViewerShape[] {
  const [viewers, setViewers] = useState<ViewerShape[]>([]);
  const written = useRef("");
  useEffect(() => {
    let gone = false;
    const say = () => {
      if (document.hidden) return;
      const words = `${readDraft(thread)?.body ?? ""}${readDraft(noteDraft(thread))?.body ?? ""}`;
      const typing = words !== "" && words !== written.current;
      written.current = words;
      const asked = api().PUT("/threads/{thread_id}/viewing", {
        params: { path: { thread_id: thread } },
        body: { typing },
      });
      given(asked)
        .then((found) => !gone && setViewers(found.items))
        .catch(() => !gone && setViewers([]));
    };
    say();
    const timer = setInterval(say, EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [thread]);
  return viewers;
}

/** Under what name the note that is being written is kept. */
export const noteDraft = (thread: string) => `note.${thread}`;
