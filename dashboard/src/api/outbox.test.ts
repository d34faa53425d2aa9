import { renderHook } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { Session } from "@/auth/session";
import { readDraft, writeDraft } from "@/shared/drafts";
import { readStored } from "@/shared/lib/stored";
import { signedIn } from "@/test/app";
import { aMessage, SETTINGS } from "@/test/fixtures";
import { lost, problem, type Seen, serve } from "@/test/serve";
import { connect } from "./client";
import { type Parcel, type Refusal, resume, sendAgain, sendDraft, takeBack, useRefusal } from "./outbox";

const THREAD = "l1-c1";
const SEND = `POST /threads/${THREAD}/messages`;
const saved = aMessage({ id: "01B", direction: "out", status: "queued" });
const outcome = { onSaved: vi.fn(), onRefused: vi.fn() };
const parcels = () => readStored<Parcel[]>(`parley.outbox.${THREAD}`) ?? [];
const keys = (log: Seen[]) => log.map((seen) => seen.headers.get("Idempotency-Key"));

beforeEach(() => {
  outcome.onSaved.mockClear();
  outcome.onRefused.mockClear();
  signedIn();
  connect("/api", new Session(SETTINGS));
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

async function settled(work: Promise<void>): Promise<void> {
  await vi.runAllTimersAsync();
  await work;
}

test("a draft leaves the composer at once and is forgotten when it is saved", async () => {
  const log = serve({ [SEND]: saved });
  writeDraft(THREAD, "Hi");
  const key = readDraft(THREAD)?.key;
  const work = sendDraft(THREAD, outcome);
  expect(readDraft(THREAD)).toBeNull();
  expect(parcels()).toMatchObject([{ body: "Hi", trouble: null }]);
  await settled(work);
  expect(parcels()).toEqual([]);
  expect(outcome.onSaved).toHaveBeenCalledWith(saved);
  expect(keys(log)).toEqual([key]);
});

test("the next text has another key", async () => {
  const log = serve({ [SEND]: saved });
  for (const body of ["One", "Two"]) {
    writeDraft(THREAD, body);
    await settled(sendDraft(THREAD, outcome));
  }
  expect(new Set(keys(log)).size).toBe(2);
});

test("a lost answer is repeated once by itself, with the same key", async () => {
  let tries = 0;
  const log = serve({ [SEND]: () => (++tries === 1 ? lost() : saved) });
  writeDraft(THREAD, "Hi");
  await settled(sendDraft(THREAD, outcome));
  expect(parcels()).toEqual([]);
  expect(log).toHaveLength(2);
  expect(new Set(keys(log)).size).toBe(1);
});

test("what stays lost waits for a person, and goes with the same key", async () => {
  const first = serve({ [SEND]: lost });
  writeDraft(THREAD, "Hi");
  await settled(sendDraft(THREAD, outcome));
  expect(first).toHaveLength(2);
  const stuck = parcels()[0];
  expect(stuck?.trouble).toMatch(/not be sent twice/);
  const second = serve({ [SEND]: saved });
  await settled(sendAgain(THREAD, stuck?.key ?? "", outcome));
  expect(keys(second)).toEqual([stuck?.key]);
  expect(parcels()).toEqual([]);
});

test("a refused text comes back with its key and its reason", async () => {
  serve({ [SEND]: problem(409, "consent_no", "This contact opted out.", { rule: "CN-3" }) });
  writeDraft(THREAD, "Hi");
  const key = readDraft(THREAD)?.key;
  await settled(sendDraft(THREAD, outcome));
  expect(readDraft(THREAD)).toEqual({ body: "Hi", key });
  expect(renderHook(() => useRefusal(THREAD)).result.current).toMatchObject({
    detail: "This contact opted out.",
  });
  expect(outcome.onRefused).toHaveBeenCalledOnce();
});

test("a changed text whose first wording did get through becomes a new text", async () => {
  serve({ [SEND]: lost });
  writeDraft(THREAD, "Hi");
  await settled(sendDraft(THREAD, outcome));
  const key = parcels()[0]?.key ?? "";
  takeBack(THREAD, key);
  writeDraft(THREAD, "Hi there");
  expect(readDraft(THREAD)?.key).toBe(key);
  serve({ [SEND]: problem(409, "key_reused", "Used.") });
  await settled(sendDraft(THREAD, outcome));
  expect(readDraft(THREAD)?.body).toBe("Hi there");
  expect(readDraft(THREAD)?.key).not.toBe(key);
  expect(readStored<Refusal>(`parley.refusal.${THREAD}`)?.detail).toMatch(/already been sent/);
});

test("what a reload interrupted is sent again with its key; what is old waits", async () => {
  const now = Date.parse("2026-11-20T10:00:00Z");
  const parcel = { key: "k1", body: "Fresh", at: "2026-11-20T09:59:00Z", trouble: null };
  const old = { key: "k2", body: "Old", at: "2026-11-19T10:00:00Z", trouble: null };
  localStorage.setItem(`parley.outbox.${THREAD}`, JSON.stringify([parcel, old]));
  const log = serve({ [SEND]: saved });
  resume(THREAD, outcome, now);
  await vi.runAllTimersAsync();
  expect(keys(log)).toEqual(["k1"]);
  expect(parcels()).toMatchObject([{ key: "k2", trouble: expect.stringContaining("not sent") }]);
});

test("an empty draft is not sent", async () => {
  const log = serve({});
  writeDraft(THREAD, "  \n");
  await settled(sendDraft(THREAD, outcome));
  expect(log).toEqual([]);
});
