import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BroadcastShape, WaitingBy } from "@/api/types.gen";
import { aBroadcast, BROADCASTS, PROGRESS } from "@/test/broadcasts";
import { serve } from "@/test/serve";
import { USUAL, visit } from "@/test/usual";
import { pollEvery } from "./progress";
import { stillInWords, waitsInWords } from "./waiting";

const WHY = "This line is held: too many opt-outs. Its texts wait until an admin releases it.";
const CAP = "This line has reached its cap of 200 segments for today. The rest goes by itself.";
const until = "2099-11-02T05:00:00Z";
const by = (code: string, rule: string, recipients: number, reason = "Why."): WaitingBy => ({
  code,
  rule,
  reason,
  until,
  recipients,
});
const running = (waiting: number, part: Partial<BroadcastShape> = {}) =>
  aBroadcast({
    stage: "running",
    steerable: true,
    progress: { ...PROGRESS, delivered: 0, queued: waiting ? 0 : 1, waiting },
    ...(waiting > 0 && { next_at: until }),
    ...part,
  });
const NIGHT = by("quiet_hours", "CN-10", 3);
const LINE_CAP = by("daily_cap", "LN-6", 2, CAP);

const page = (broadcast: BroadcastShape) => {
  serve({
    ...USUAL,
    ...BROADCASTS,
    "GET /broadcasts": { items: [broadcast] },
    "GET /broadcasts/b1": broadcast,
  });
  visit("/broadcasts/b1");
  return screen.findByRole("region", { name: "Progress" });
};

describe("a broadcast whose line is held", () => {
  it("says so and why, instead of that it sends", async () => {
    const shown = await page(running(0, { held: WHY }));
    expect(within(shown).getByRole("status")).toHaveTextContent(/^Held$/);
    expect(shown).toHaveTextContent(WHY);
    expect(shown).not.toHaveTextContent("Sending…");
    expect(screen.getByTestId("broadcast-row")).toHaveTextContent("Held");
  });

  it("promises no time to those who wait for one", async () => {
    const shown = await page(running(3, { held: WHY, waiting_by: [NIGHT] }));
    expect(shown).toHaveTextContent("3 people wait for legal hours. The next text may go on");
    expect(shown).not.toHaveTextContent("by itself");
  });

  it("says so before it goes too, and while it is paused", async () => {
    const shown = await page(aBroadcast({ stage: "scheduled", send_at: until, held: WHY }));
    expect(shown).toHaveTextContent(WHY);
    expect(within(shown).getByRole("status")).toHaveTextContent("Scheduled");
    expect(shown).toHaveTextContent("It is to go on");
    expect(shown).not.toHaveTextContent("by itself");
    expect(stillInWords(running(0, { stage: "paused", held: WHY }))).toBeNull();
  });

  it("is asked for seldom, as nothing goes", () => {
    expect(pollEvery(running(0, { held: WHY }))).toBe(30_000);
    expect(pollEvery(running(0))).toBe(2_000);
  });
});

describe("what people wait for", () => {
  it("is the line's cap where it is that, and no legal hour", async () => {
    const shown = await page(running(2, { waiting_by: [LINE_CAP] }));
    expect(within(shown).getByRole("status")).toHaveTextContent(
      "Waiting for room under the line’s daily cap",
    );
    expect(shown).toHaveTextContent(
      `2 people wait for room under the line’s daily cap. ${CAP} The next text goes`,
    );
    expect(shown).not.toHaveTextContent("legal hours");
  });

  it.each([
    [by("quiet_hours", "CN-10", 1), "1 person waits for legal hours."],
    [by("daily_cap", "CN-10", 1), "1 person waits for room under their state’s cap."],
    [by("local_time", "SD-7", 1), "1 person waits for the time where they are."],
    [by("new", "X-1", 1), "1 person waits for a time when it may go."],
  ])("is told by its rule: %j", (one, words) => {
    expect(waitsInWords(running(1, { waiting_by: [one] }))).toBe(words);
  });

  it("is told one after the other where there is more of it", () => {
    const both = running(5, { waiting_by: [NIGHT, LINE_CAP] });
    expect(waitsInWords(both)).toBe("3 people wait for legal hours, 2 for room under the line’s daily cap.");
    expect(stillInWords(both)).toBe("Waiting");
  });

  it("is left open where it was not counted, and nothing where nobody waits", () => {
    expect(waitsInWords(running(2))).toBe("2 people wait for a time when it may go.");
    expect(waitsInWords(running(0))).toBe("");
    expect(stillInWords(running(0))).toBeNull();
  });
});
