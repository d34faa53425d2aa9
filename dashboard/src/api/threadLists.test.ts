import { expect, test } from "vitest";
import type { InboxFilter } from "@/shared/inboxSearch";
import { aThread } from "@/test/fixtures";
import { belongs, type ThreadPages, withChanged } from "./threadLists";
import type { ThreadShape } from "./types.gen";

const ALL: InboxFilter = { folder: "inbox", tab: null, line: null };
const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, "0")}:00:00Z`;
const known = (id: string, hour: number, over: Partial<ThreadShape> = {}) =>
  aThread({ id, activity_at: at(hour), ...over });
const pages = (...lists: ThreadShape[][]): ThreadPages => ({
  pages: lists.map((items, place) => ({ items, cursor: place === lists.length - 1 ? "more" : `c${place}` })),
  pageParams: lists.map(() => null),
});
const ids = (data: ThreadPages) => data.pages.map((page) => page.items.map((item) => item.id));

test("a thread with news moves to the top of its list", () => {
  const before = pages([known("a", 9), known("b", 8)], [known("c", 7)]);
  expect(ids(withChanged(before, [known("c", 10)], ALL))).toEqual([["c", "a", "b"], []]);
});

test("a new thread comes in where its activity puts it", () => {
  const before = pages([known("a", 9), known("b", 7)]);
  expect(ids(withChanged(before, [known("n", 8)], ALL))).toEqual([["a", "n", "b"]]);
});

test("a thread that left the folder or the tab leaves the list", () => {
  const attention: InboxFilter = { ...ALL, tab: "needs_attention" };
  const before = pages([known("a", 9), known("b", 8)]);
  const changed = [known("a", 9, { folder: "archived" }), known("b", 10, { tab: "participating" })];
  expect(ids(withChanged(before, changed, attention))).toEqual([[]]);
});

test("a thread older than all that is loaded waits for its own page", () => {
  const before = pages([known("a", 9)]);
  expect(ids(withChanged(before, [known("z", 1)], ALL))).toEqual([["a"]]);
});

test("a thread older than all of a complete list ends it", () => {
  const before: ThreadPages = { pages: [{ items: [known("a", 9)], cursor: null }], pageParams: [null] };
  expect(ids(withChanged(before, [known("z", 1)], ALL))).toEqual([["a", "z"]]);
});

test("the first thread of an empty list shows", () => {
  const before: ThreadPages = { pages: [{ items: [] }], pageParams: [null] };
  expect(ids(withChanged(before, [known("a", 9)], ALL))).toEqual([["a"]]);
});

test("a list of what nobody has loses what somebody gets, and takes nothing of a person's own line", () => {
  const filter: InboxFilter = { ...ALL, unheld: ["l1"] };
  expect(belongs(known("a", 9), filter)).toBe(true);
  expect(belongs(known("a", 9, { assignee: { id: "p2", name: "Robin Two" } }), filter)).toBe(false);
  expect(belongs(known("a", 9, { line: { id: "l2", number: "+18005550100", label: "" } }), filter)).toBe(
    false,
  );
});

test("a list of one line takes only its threads", () => {
  const filter: InboxFilter = { ...ALL, line: "l1" };
  expect(belongs(known("a", 9), filter)).toBe(true);
  expect(belongs(known("a", 9, { line: { id: "l2", number: "+18005550100", label: "" } }), filter)).toBe(
    false,
  );
});
