import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { dropDraft, readDraft, useDraft, writeDraft } from "./drafts";

function otherTab(name: string, value: object | null): void {
  const key = `parley.draft.${name}`;
  if (value) localStorage.setItem(key, JSON.stringify(value));
  else localStorage.removeItem(key);
  act(() => {
    window.dispatchEvent(new StorageEvent("storage", { key }));
  });
}

test("a draft keeps its key while it is written", () => {
  writeDraft("t", "H");
  const key = readDraft("t")?.key;
  writeDraft("t", "Hi");
  expect(readDraft("t")).toEqual({ body: "Hi", key });
});

test("the text after a sent one has another key", () => {
  writeDraft("t", "Hi");
  const key = readDraft("t")?.key;
  dropDraft("t");
  writeDraft("t", "Hi");
  expect(readDraft("t")?.key).not.toBe(key);
});

test("two tabs write one draft with one key", () => {
  const { result } = renderHook(() => useDraft("t"));
  otherTab("t", { body: "Hi", key: "k" });
  expect(result.current).toEqual({ body: "Hi", key: "k" });
  act(() => writeDraft("t", "Hi there"));
  expect(result.current).toEqual({ body: "Hi there", key: "k" });
  otherTab("t", null);
  expect(result.current).toBeNull();
});

test("drafts of different threads do not mix", () => {
  writeDraft("one", "A");
  expect(readDraft("two")).toBeNull();
});

test("what does not parse counts as no draft", () => {
  localStorage.setItem("parley.draft.t", "{");
  expect(readDraft("t")).toBeNull();
});
