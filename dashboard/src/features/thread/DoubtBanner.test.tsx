import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { ThreadShape } from "@/api/types.gen";
import { renderApp, signedIn } from "@/test/app";
import { aLine, aMessage, aPerson, aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";

const ASK = "POST /threads/l1-c1/doubt";
const DOUBT = { message: "01M", words: "Leave me alone <b>now</b>", at: "2026-11-20T10:00:00Z" };
const CLOSED = {
  open: false,
  code: "doubtful",
  reason: "This contact may have asked to stop.",
  rule: "CN-9",
};
const OPTED_OUT = { open: false, code: "consent_no", reason: "This contact opted out.", rule: "CN-3" };

/** The API of a thread whose question `answer` decides. */
function world(answer: (seen: Seen) => unknown, over: Partial<ThreadShape> = {}) {
  const asked = aThread({ doubt: DOUBT, composer: CLOSED, ...over });
  return serve({
    "GET /me": aPerson(),
    "GET /lines": { items: [aLine()] },
    "GET /threads": { items: [asked] },
    "GET /threads/l1-c1": asked,
    "GET /threads/l1-c1/messages": { items: [aMessage({ id: "01M", body: DOUBT.words })] },
    [ASK]: answer,
  });
}
const said = (log: Seen[]) => log.filter((seen) => seen.call === ASK).map((seen) => seen.body);
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

beforeEach(signedIn);

test("the words in question are quoted as they are, and nothing can be written", async () => {
  world(() => aThread());
  renderApp("/t/l1-c1");
  const banner = await screen.findByRole("region", { name: "Did this mean stop?" });
  expect(within(banner).getByText(/Leave me alone <b>now<\/b>/)).toBeVisible();
  expect(screen.getByTestId("composer-closed")).toHaveAttribute("data-code", "doubtful");
});

test("No lets texts go again, once the API has said so", async () => {
  let decide: (thread: ThreadShape) => void = () => undefined;
  const log = world(() => new Promise<ThreadShape>((resolve) => (decide = resolve)));
  renderApp("/t/l1-c1");
  await press("No, go on");
  await waitFor(() => expect(screen.queryByTestId("doubt")).toBeNull());
  expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
  decide(aThread({ composer: { open: true } }));
  expect(await screen.findByRole("textbox", { name: "Message" })).toBeVisible();
  expect(said(log)).toEqual([{ meant_stop: false, message: "01M" }]);
});

test("Yes asks first, as only the contact's own START undoes it", async () => {
  const log = world(() => aThread());
  renderApp("/t/l1-c1");
  await press("Yes, stop texting");
  const asked = await screen.findByRole("dialog", { name: "Stop texting Alma Ashby?" });
  expect(within(asked).getByText(/only their own START/)).toBeVisible();
  await userEvent.click(within(asked).getByRole("button", { name: "Cancel" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByTestId("doubt")).toBeVisible();
  expect(said(log)).toEqual([]);
});

test("Yes, once confirmed, opts out at once", async () => {
  const log = world(() => aThread({ consent: "no", composer: OPTED_OUT }));
  renderApp("/t/l1-c1");
  await press("Yes, stop texting");
  await press("Stop texting");
  expect(await screen.findByText("Opted out. Nothing more is sent.")).toBeVisible();
  expect(screen.getByTestId("composer-closed")).toHaveAttribute("data-code", "consent_no");
  expect(screen.queryByTestId("doubt")).toBeNull();
  expect(said(log)).toEqual([{ meant_stop: true, message: "01M" }]);
});

test("newer words bring the question back", async () => {
  world(() => problem(409, "doubt_moved", "This contact has written more that may mean stop."));
  renderApp("/t/l1-c1");
  await press("No, go on");
  expect(await screen.findByText("This contact has written more that may mean stop.")).toBeVisible();
  expect(await screen.findByTestId("doubt")).toBeVisible();
  expect(screen.getByTestId("composer-closed")).toHaveAttribute("data-code", "doubtful");
});

test("who may not write here sees the question, and is not asked", async () => {
  world(() => aThread(), { composer: { ...CLOSED, code: "line_not_yours" } });
  renderApp("/t/l1-c1");
  expect(await screen.findByText(/somebody on this line has decided/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "No, go on" })).toBeNull();
});

test("an event tells who has decided", async () => {
  serve({
    "GET /me": aPerson(),
    "GET /lines": { items: [aLine()] },
    "GET /threads": { items: [aThread()] },
    "GET /threads/l1-c1": aThread(),
    "GET /threads/l1-c1/messages": {
      items: [
        aMessage({
          origin: "consent",
          body: "It did not mean stop.",
          author: { id: "p1", name: "Riley One" },
        }),
      ],
    },
  });
  renderApp("/t/l1-c1");
  expect(await screen.findByText(/Decided by Riley One/)).toBeVisible();
});
