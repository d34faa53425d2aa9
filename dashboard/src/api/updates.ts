import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, given } from "./client";
import { contactQuery } from "./contacts";
import { messagesQuery, refreshNewest } from "./messages";
import { ApiError } from "./problem";
import { mergeThreads, threadQuery } from "./threads";
import type { ThreadShape, Updates } from "./types.gen";
import { refreshUpcoming } from "./upcoming";

const EVERY_MS = 3000;
const HIDDEN_MS = 60_000;
const MOST_MS = 30_000;

/** What a poller must know; in tests some of it is made up. */
export interface World {
  fetch: (since: string | null) => Promise<Updates>;
  take: (changed: ThreadShape[]) => void;
  /** Called with the first cursor: what was fetched before it may miss a change. */
  begun: () => void;
  /** Called when it is unknown what was missed, as after a dead cursor. */
  lost: () => void;
  hidden: () => boolean;
}

/** Asks again and again what changed; slower while nobody looks or nothing answers. */
export class Poller {
  private since: string | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = false;
  private stopped = false;

  constructor(private readonly world: World) {}

  start(): void {
    void this.ask();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stopped = true;
  }

  /** Asks at once: somebody looks again, or the network is back. */
  wake(): void {
    if (this.asking || this.stopped) return;
    clearTimeout(this.timer);
    void this.ask();
  }

  private async ask(): Promise<void> {
    this.asking = true;
    let wait = this.world.hidden() ? HIDDEN_MS : EVERY_MS;
    try {
      const answer = await this.world.fetch(this.since);
      if (!this.since) this.world.begun();
      this.since = answer.cursor;
      this.failures = 0;
      if (answer.threads.length) this.world.take(answer.threads);
      if (answer.more) wait = 0;
    } catch (fault) {
      this.failures += 1;
      wait = Math.min(EVERY_MS * 2 ** this.failures, MOST_MS);
      if (isDeadCursor(fault) && this.since) {
        this.since = null;
        this.world.lost();
      }
    }
    this.asking = false;
    if (!this.stopped) this.timer = setTimeout(() => void this.ask(), wait);
  }
}

function isDeadCursor(fault: unknown): boolean {
  return fault instanceof ApiError && fault.problem.status === 422;
}

/** Keeps every list and open thread of the cache as it is at the API, while the caller is shown. */
export function useUpdates(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const poller = new Poller({
      fetch: (since) => given(api().GET("/updates", { params: { query: since ? { since } : {} } })),
      take: (changed) => take(queries, changed),
      begun: () => void queries.invalidateQueries({ queryKey: ["threads"] }, { cancelRefetch: false }),
      lost: () => void queries.invalidateQueries(),
      hidden: () => document.hidden,
    });
    const wake = () => !document.hidden && poller.wake();
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
    poller.start();
    return () => {
      poller.stop();
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
    };
  }, [queries]);
}

function take(queries: QueryClient, changed: ThreadShape[]): void {
  const news = changed.filter((thread) => {
    const known = queries.getQueryData(threadQuery(thread.id).queryKey);
    return JSON.stringify(known) !== JSON.stringify(thread);
  });
  mergeThreads(queries, news);
  refreshUpcoming(
    queries,
    news.map((thread) => thread.id),
  );
  for (const thread of news) {
    void queries.invalidateQueries({ queryKey: contactQuery(thread.contact.id).queryKey });
    void queries.invalidateQueries({ queryKey: ["consent", thread.contact.id] });
    const watched = queries
      .getQueryCache()
      .find({ queryKey: messagesQuery(thread.id).queryKey })
      ?.isActive();
    if (watched) void refreshNewest(queries, thread.id).catch(() => null);
  }
}
