import { beforeEach, expect, test, vi } from "vitest";
import { aThread } from "@/test/fixtures";
import { ApiError, Unreachable } from "./problem";
import type { Updates } from "./types.gen";
import { Poller, type World } from "./updates";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function world(answers: (Updates | Error)[], hidden = () => false) {
  const asked: (string | null)[] = [];
  const made: World & { asked: typeof asked } = {
    asked,
    fetch: async (since) => {
      asked.push(since);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) throw answer;
      return answer as Updates;
    },
    take: vi.fn(),
    begun: vi.fn(),
    lost: vi.fn(),
    hidden,
  };
  return made;
}

const nothing = (cursor: string): Updates => ({ cursor, threads: [], more: false });

test("asks every three seconds from where the last answer ended", async () => {
  const w = world([nothing("1"), nothing("2")]);
  const poller = new Poller(w);
  poller.start();
  await vi.advanceTimersByTimeAsync(6500);
  expect(w.asked).toEqual([null, "1", "2"]);
  expect(w.begun).toHaveBeenCalledOnce();
  poller.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(w.asked).toHaveLength(3);
});

test("hands over what changed, and asks at once where there is more", async () => {
  const changed = aThread();
  const w = world([{ cursor: "1", threads: [changed], more: true }, nothing("2")]);
  new Poller(w).start();
  await vi.advanceTimersByTimeAsync(10);
  expect(w.take).toHaveBeenCalledWith([changed]);
  expect(w.asked).toEqual([null, "1"]);
});

test("backs off while nothing answers, and recovers", async () => {
  const w = world([new Unreachable(), new Unreachable(), nothing("1")]);
  new Poller(w).start();
  await vi.advanceTimersByTimeAsync(5900);
  expect(w.asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(w.asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(12_000 + 3000);
  expect(w.asked).toEqual([null, null, null, "1"]);
});

test("rests while nobody looks, and asks at once when somebody does", async () => {
  let hidden = true;
  const w = world([nothing("1")], () => hidden);
  const poller = new Poller(w);
  poller.start();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(w.asked).toHaveLength(1);
  hidden = false;
  poller.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(w.asked).toHaveLength(2);
});

test("begins anew after a cursor that is no longer taken", async () => {
  const dead = new ApiError({ title: "", status: 422, code: "invalid", detail: "" });
  const w = world([nothing("1"), dead, nothing("9")]);
  new Poller(w).start();
  await vi.advanceTimersByTimeAsync(12_000);
  expect(w.lost).toHaveBeenCalledOnce();
  expect(w.asked.slice(0, 3)).toEqual([null, "1", null]);
});
