import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isOpen, refreshNewest } from "@/api/messages";
import type { MessageShape } from "@/api/types.gen";

const EVERY_MS = 3000;
const ROUNDS = 40;

/** Looks after texts whose delivery is not settled: every three seconds, for two minutes after the last change. */
export function useWatchOpen(thread: string, newest: MessageShape[]): void {
  const queries = useQueryClient();
  const open = newest
    .filter(isOpen)
    .map((message) => `${message.id}:${message.status}`)
    .join();
  useEffect(() => {
    if (!open) return;
    let rounds = 0;
    const timer = setInterval(() => {
      rounds += 1;
      if (rounds >= ROUNDS) clearInterval(timer);
      if (!document.hidden) void refreshNewest(queries, thread).catch(() => null);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [open, queries, thread]);
}
