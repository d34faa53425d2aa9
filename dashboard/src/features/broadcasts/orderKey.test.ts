import { describe, expect, it } from "vitest";
import { keyFor } from "./orderKey";

const order = { line: "l1", group: "g1", body: "Hello" };

function counter(): () => string {
  let count = 0;
  return () => `key-${++count}`;
}

describe("keyFor", () => {
  it("tells two choices of whom to skip apart", () => {
    const fresh = counter();
    const skip = { active_conversation: true, texted_within_days: 3 };
    const first = keyFor({ ...order, skip }, null, fresh);
    expect(keyFor({ ...order, skip: { ...skip } }, first, fresh)).toBe(first);
    expect(keyFor({ ...order, skip: { ...skip, texted_within_days: 7 } }, first, fresh)).not.toBe(first);
  });

  it("keeps the key while the order is the same, so that trying again sends nothing twice", () => {
    const fresh = counter();
    const first = keyFor(order, null, fresh);
    expect(keyFor({ ...order }, first, fresh)).toBe(first);
  });

  it.each([
    { line: "l2" },
    { group: "g2" },
    { body: "Hello!" },
    { contacts: ["c1"] },
    { exclude: { groups: ["g2"], contacts: [] } },
    { skip: { active_conversation: true, texted_within_days: 0 } },
  ])("gives another order another key: %o", (change) => {
    const fresh = counter();
    const first = keyFor(order, null, fresh);
    expect(keyFor({ ...order, ...change }, first, fresh).key).not.toBe(first.key);
  });
});
