import { describe, expect, test } from "vitest";
import type { LeadShape } from "@/api/types.gen";
import { aMessage } from "@/test/fixtures";
import { journey } from "./steps";

const riley = { id: "p1", name: "Riley One" };
const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, "0")}:00Z`;
const came = {
  what: "came",
  at: at(0),
  by: null,
  owner: null,
  stage: "new",
  note: "Saw us at the fair",
} as const;
const given = { what: "assigned", at: at(5), by: null, owner: riley, stage: "assigned", note: "" } as const;
const lead = { history: [came, given] } as unknown as LeadShape;

describe("a lead's journey", () => {
  test("tells all that happened, newest first", () => {
    const steps = journey(
      lead,
      [
        aMessage({ id: "01", origin: "consent", body: "Consent given.", at: at(2) }),
        aMessage({ id: "02", body: "Is it left?", at: at(3) }),
        aMessage({ id: "03", origin: "automatic", direction: "out", body: "We are shut.", at: at(4) }),
        aMessage({ id: "04", direction: "out", body: "It is.", author: riley, at: at(6) }),
        aMessage({ id: "05", origin: "note", direction: "out", body: "Call her", author: riley, at: at(7) }),
        aMessage({ id: "06", origin: "broadcast", direction: "out", body: "Sale", author: riley, at: at(8) }),
      ],
      true,
    );
    expect(steps.map(({ what, said }) => [what, said])).toEqual([
      ["Group message by Riley One", "Sale"],
      ["Note by Riley One", "Call her"],
      ["Text by Riley One", "It is."],
      ["Given to Riley One by a rule", ""],
      ["Automatic text", "We are shut."],
      ["Wrote", "Is it left?"],
      ["Consent given", ""],
      ["Came in", "Saw us at the fair"],
    ]);
    expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
  });

  test("tells a change of hands once", () => {
    const entry = (minute: number) =>
      aMessage({
        id: `0${minute}`,
        origin: "assignment",
        direction: "out",
        body: "Assigned to Riley One",
        at: at(minute),
      });
    expect(journey(lead, [entry(5)], true).map(({ what }) => what)).toEqual([
      "Given to Riley One by a rule",
      "Came in",
    ]);
    expect(journey(lead, [entry(9)], true)[0]?.what).toBe("Assigned to Riley One");
  });

  test("says what did not arrive, and that a picture came", () => {
    const trouble = { title: "Blocked by the carrier", plain: "", remedy: "", code: 30007 } as never;
    const steps = journey(
      { ...lead, history: [] },
      [
        aMessage({ id: "01", direction: "out", body: "Hi", status: "failed", trouble, at: at(1) }),
        aMessage({
          id: "02",
          direction: "out",
          origin: "scheduled",
          body: "Later",
          status: "cancelled",
          at: at(2),
        }),
        aMessage({ id: "03", body: "", media: [{} as never], at: at(3) }),
      ],
      true,
    );
    expect(steps.map(({ what, said }) => [what, said])).toEqual([
      ["Wrote", "Picture"],
      ["Scheduled text, cancelled", "Later"],
      ["Text, not delivered: Blocked by the carrier", "Hi"],
    ]);
  });

  test("keeps steps back that are older than what is loaded of the conversation", () => {
    const loaded = [aMessage({ id: "04", body: "Hello", at: at(3) })];
    expect(journey(lead, loaded, false).map(({ what }) => what)).toEqual([
      "Given to Riley One by a rule",
      "Wrote",
    ]);
    expect(journey(lead, loaded, true)).toHaveLength(3);
  });
});
