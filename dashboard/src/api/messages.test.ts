import { expect, test } from "vitest";
import { aMessage } from "@/test/fixtures";
import { inOrder, isOpen, type MessagePages, withNewest } from "./messages";

const page = (ids: string[], cursor: string | null = null) => ({
  items: ids.map((id) => aMessage({ id })),
  cursor,
});
const data = (...pages: ReturnType<typeof page>[]): MessagePages => ({
  pages,
  pageParams: pages.map(() => null),
});
const read = (pages: MessagePages) => inOrder(pages).map((item) => item.id);

test("the newest page is renewed and older pages stay", () => {
  const before = data(page(["05", "04"], "c4"), page(["03", "02"], "c2"));
  const after = withNewest(before, page(["06", "05"], "c5"));
  expect(read(after)).toEqual(["02", "03", "04", "05", "06"]);
  expect(after.pages.at(-1)?.cursor).toBe("c2");
});

test("a status that moved on is shown", () => {
  const before = data({ items: [aMessage({ id: "01", status: "queued" })], cursor: null });
  const after = withNewest(before, { items: [aMessage({ id: "01", status: "delivered" })], cursor: null });
  expect(inOrder(after).map((item) => item.status)).toEqual(["delivered"]);
});

test("where the new page does not reach the old ones, the timeline begins anew, without a gap", () => {
  const after = withNewest(data(page(["02", "01"])), page(["09", "08"], "c8"));
  expect(read(after)).toEqual(["08", "09"]);
  expect(after.pages.at(-1)?.cursor).toBe("c8");
});

test("the first message of an empty timeline shows", () => {
  expect(read(withNewest(data(page([])), page(["01"])))).toEqual(["01"]);
});

test("an entry that came on two pages stands once", () => {
  expect(read(data(page(["02", "01"]), page(["01"])))).toEqual(["01", "02"]);
});

test.each([
  ["queued", true],
  ["sent", true],
  ["delivered", false],
  ["failed", false],
] as const)("a text that is %s may change: %s", (status, open) => {
  expect(isOpen(aMessage({ direction: "out", status }))).toBe(open);
});
