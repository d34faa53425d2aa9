import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { meQuery } from "@/api/me";
import { useChangeThread } from "@/api/threads";
import type { ThreadShape } from "@/api/types.gen";

/**
 * Marks the conversation read when it is opened, and when something comes while it is looked at. Somebody else's stays
 * unread: a manager who looks in must not take an answer from the eyes of the one it is for.
 */
export function useMarkRead(thread: ThreadShape): void {
  const { mutate } = useChangeThread();
  const me = useQuery(meQuery).data;
  const mine = me !== undefined && (thread.assignee === null || thread.assignee.id === me.id);
  const current = useRef(thread);
  useEffect(() => {
    current.current = thread;
  }, [thread]);
  // Not `unread` itself: who marks it unread by hand wants it to stay so.
  const news = `${thread.id} ${thread.last_reply_at}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `news` is what tells that there is something to read
  useEffect(() => {
    const read = () => {
      if (!mine || document.hidden || !current.current.unread) return;
      mutate({ thread: current.current, patch: { unread: false } });
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [news, mine, mutate]);
}
