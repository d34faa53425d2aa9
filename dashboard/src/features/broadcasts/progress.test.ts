import { describe, expect, it } from "vitest";
import type { BroadcastShape, ProgressShape, Status } from "@/api/types.gen";
import { aBroadcast, PROGRESS } from "@/test/broadcasts";
import {
  filtersOf,
  hasBegun,
  openIn,
  PARTS,
  partOf,
  partsOf,
  pollEvery,
  standingOf,
  statusesOf,
  summary,
} from "./progress";

const progress: ProgressShape = {
  recipients: 20,
  queued: 2,
  waiting: 1,
  sending: 1,
  sent: 4,
  delivered: 10,
  failed: 1,
  refused: 1,
  cancelled: 0,
};

describe("progress", () => {
  it("gives every part its share of all recipients", () => {
    const parts = partsOf(progress);
    expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(20);
    expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1);
  });

  it("divides nothing by an audience of nobody", () => {
    const nobody: ProgressShape = {
      recipients: 0,
      queued: 0,
      waiting: 0,
      sending: 0,
      sent: 0,
      delivered: 0,
      failed: 0,
      refused: 0,
      cancelled: 0,
    };
    expect(partsOf(nobody).every((part) => part.share === 0)).toBe(true);
  });

  it("has begun once some of it went, or may have", () => {
    const shown = (part: Partial<ProgressShape>, more: Partial<BroadcastShape> = {}) =>
      aBroadcast({ stage: "running", progress: { ...PROGRESS, delivered: 0, failed: 0, ...part }, ...more });
    expect(hasBegun(shown({ queued: 2 }))).toBe(false);
    expect(hasBegun(shown({ queued: 1, sending: 1 }))).toBe(true);
    expect(hasBegun(shown({ queued: 1, failed: 1 }))).toBe(true);
    expect(hasBegun(shown({ delivered: 1 }, { stage: "scheduled" }))).toBe(false);
    expect(hasBegun(aBroadcast({ stage: "preparing", progress: null }))).toBe(false);
  });

  it("counts as open what no carrier has", () => {
    expect(openIn(progress)).toBe(4);
  });

  it("says in one sentence how far it is, without the parts that are empty", () => {
    expect(summary({ ...progress, failed: 0, sent: 5 })).toBe(
      "16 of 20 done, 10 delivered, 5 sent, 1 sending, 2 queued, 1 waiting, 1 refused",
    );
  });

  it.each<[Status, string]>([
    ["accepted", "sent"],
    ["sent", "sent"],
    ["undelivered", "failed"],
    ["cancelled", "cancelled"],
    ["suppressed", "refused"],
    ["queued", "queued"],
  ])("puts %s into %s", (status, part) => {
    expect(partOf(status)).toBe(part);
  });

  it("counts apart who waits for a time, and asks for those alone", () => {
    expect(partOf("queued", "2026-11-26T13:00:00Z")).toBe("waiting");
    expect(partOf("sent", "2026-11-26T13:00:00Z")).toBe("sent");
    expect(filtersOf("waiting")).toEqual([{ status: "queued", waiting: true }]);
    expect(filtersOf("queued")).toEqual([{ status: "queued", waiting: false }]);
    expect(filtersOf("sent")).toEqual([{ status: "sent" }, { status: "accepted" }]);
  });

  it("has each state in one part only", () => {
    const all = PARTS.flatMap(statusesOf);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("pollEvery", () => {
  const at = "2026-11-01T10:00:00Z";
  const broadcast = { at, stage: "done", progress } as BroadcastShape;
  const sentOut = { ...broadcast, progress: { ...progress, queued: 0, waiting: 0, sending: 0 } };
  const soon = Date.parse(at) + 60_000;

  it("asks often while texts go out, and seldom while receipts come in", () => {
    expect(pollEvery({ ...broadcast, stage: "running" }, soon)).toBe(2000);
    expect(pollEvery(sentOut, soon)).toBe(5000);
    expect(pollEvery({ ...broadcast, stage: "paused" }, soon)).toBe(30_000);
  });

  it("follows a cancelled one until each text is", () => {
    expect(pollEvery({ ...broadcast, stage: "cancelled" }, soon)).toBe(2000);
    const ended = { ...progress, queued: 0, waiting: 0, sending: 0, sent: 0, cancelled: 8 };
    expect(pollEvery({ ...broadcast, stage: "cancelled", progress: ended }, soon)).toBe(false);
  });

  it("asks seldom as long as answers count", () => {
    const quiet = { ...sentOut, progress: { ...sentOut.progress, sent: 0 } };
    const responses = {
      texted: 10,
      replies: 0,
      reply_rate: 0,
      opt_outs: 0,
      opt_out_rate: 0,
      clicks: 0,
      click_rate: 0,
      openings: 0,
      within_days: 3,
      conversions: 0,
      conversion_rate: 0,
      won_within_days: 30,
    };
    const day = 24 * 3_600_000;
    for (const stage of ["done", "cancelled", "expired"] as const) {
      expect(pollEvery({ ...quiet, stage, responses }, soon)).toBe(15_000);
      expect(pollEvery({ ...quiet, stage, responses }, Date.parse(at) + 29 * day)).toBe(15_000);
    }
    expect(pollEvery({ ...quiet, responses }, Date.parse(at) + 30 * day)).toBe(false);
    expect(pollEvery({ ...quiet, responses: { ...responses, texted: 0 } }, soon)).toBe(false);
  });

  it("counts from when a scheduled one began", () => {
    const began = { ...sentOut, send_at: "2026-11-03T10:00:00Z" };
    expect(pollEvery(began, Date.parse(began.send_at) + 60_000)).toBe(5000);
  });

  it("stops once nothing more is to be expected", () => {
    expect(pollEvery({ ...sentOut, progress: { ...sentOut.progress, sent: 0 } }, soon)).toBe(false);
    expect(pollEvery(sentOut, soon + 3_600_000)).toBe(false);
    expect(pollEvery(undefined, soon)).toBe(false);
  });
});

describe("the numbers of what was cancelled", () => {
  const open = { ...PROGRESS, recipients: 9, queued: 4, waiting: 2, sending: 1, cancelled: 0 };

  it("count who was still to get it at once, but for those whom a worker has", () => {
    const cancelled = standingOf(aBroadcast({ stage: "cancelled", progress: open }));
    expect(cancelled).toMatchObject({ queued: 0, waiting: 0, sending: 1, cancelled: 6, recipients: 9 });
    expect(standingOf(aBroadcast({ stage: "paused", progress: open }))).toBe(open);
    expect(standingOf(aBroadcast({ stage: "cancelled", progress: null }))).toBeNull();
  });
});
