import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { readDraft } from "@/shared/drafts";
import { api, given } from "./client";
import { addMessage } from "./messages";
import { isGone } from "./problem";
import { threadQuery } from "./threads";
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

/** Says every twenty seconds that the conversation is looked at, and gives the others who do so. Silent once it is gone. */
export function useViewers(thread: string, gone: boolean): ViewerShape[] {
  const queries = useQueryClient();
  const [viewers, setViewers] = useState<ViewerShape[]>([]);
  const written = useRef("");
  useEffect(() => {
    if (gone) return;
    let left = false;
    const drafts = () => `${readDraft(thread)?.body ?? ""}${readDraft(noteDraft(thread))?.body ?? ""}`;
    // What stood there when it was opened was written some other time.
    written.current = drafts();
    const say = () => {
      if (document.hidden) return;
      const words = drafts();
      const typing = words !== "" && words !== written.current;
      written.current = words;
      const asked = api().PUT("/threads/{thread_id}/viewing", {
        params: { path: { thread_id: thread } },
        body: { typing },
      });
      given(asked)
        .then((found) => !left && setViewers(found.items))
        .catch((fault: unknown) => {
          if (left) return;
          setViewers([]);
          // Who may no longer see it learns so from the conversation itself.
          if (isGone(fault)) void queries.invalidateQueries({ queryKey: threadQuery(thread).queryKey });
        });
    };
    say();
    const timer = setInterval(say, EVERY_MS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [queries, thread, gone]);
  return gone ? [] : viewers;
}

/** Under what name the note that is being written is kept. */
export const noteDraft = (thread: string) => `note.${thread}`;
