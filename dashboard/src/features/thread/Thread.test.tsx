import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { ThreadShape } from "@/api/types.gen";
import { renderApp, signedIn } from "@/test/app";
import { aLine, aMessage, aPerson, aThread } from "@/test/fixtures";
import { lost, problem, type Seen, serve } from "@/test/serve";

const PATH = "/t/l1-c1";
const SEND = "POST /threads/l1-c1/messages";

function world(thread: Partial<ThreadShape> = {}, messages = [aMessage()], more: object = {}) {
  return serve({
    "GET /me": aPerson(),
    "GET /lines": { items: [aLine()] },
    "GET /threads": { items: [aThread(thread)] },
    "GET /threads/l1-c1": aThread(thread),
    "GET /threads/l1-c1/messages": { items: messages },
    "PATCH /threads/l1-c1": (seen: Seen) => aThread({ ...thread, ...(seen.body as object) }),
    ...more,
  });
}
const patches = (log: Seen[]) => log.filter((seen) => seen.call.startsWith("PATCH")).map((seen) => seen.body);
const field = () => screen.findByRole("textbox", { name: "Message" });

beforeEach(signedIn);

test("opening an unread conversation marks it read", async () => {
  const log = world({ unread: true, unread_count: 2 });
  renderApp(PATH);
  await waitFor(() => expect(patches(log)).toEqual([{ unread: false }]));
});

test("messages stand in order, each with its origin and delivery", async () => {
  world({}, [
    aMessage({ id: "03", origin: "consent", body: "Consent given." }),
    aMessage({ id: "02", body: "Yes please" }),
    aMessage({
      id: "01",
      direction: "out",
      origin: "broadcast",
      body: "Spring is here",
      status: "delivered",
    }),
  ]);
  renderApp(PATH);
  await screen.findByText("Spring is here");
  const all = screen.getAllByTestId("message");
  expect(all.map((item) => item.dataset.origin)).toEqual(["broadcast", "one_to_one", "consent"]);
  expect(within(all[0] as HTMLElement).getByText("Broadcast")).toBeVisible();
  expect(within(all[0] as HTMLElement).getByText("Delivered")).toBeInTheDocument();
});

test("that nobody answered and who was called stands between the texts, as something that happened", async () => {
  world({}, [
    aMessage({
      id: "02",
      origin: "escalation",
      direction: "out",
      body: "No answer within 15 minutes. Called: Robin",
    }),
    aMessage({ id: "01" }),
  ]);
  renderApp(PATH);
  const entry = await screen.findByText(/Called: Robin/);
  expect(entry.closest("p")).toHaveAttribute("data-origin", "escalation");
});

test("a text that did not arrive says why and what to do", async () => {
  const trouble = {
    code: 30006,
    title: "Landline",
    plain: "This is a landline.",
    remedy: "Ask for a mobile number.",
  };
  world({}, [aMessage({ direction: "out", status: "undelivered", trouble })]);
  renderApp(PATH);
  expect(await screen.findByText("This is a landline.")).toBeVisible();
  expect(screen.getByText(/Ask for a mobile number/)).toBeVisible();
  expect(screen.getByText("Not delivered")).toBeVisible();
});

test("markup in a text stays text, and only web addresses become links", async () => {
  world({}, [aMessage({ body: "<b>hi</b> javascript:alert(1) https://example.com/a." })]);
  renderApp(PATH);
  const link = await screen.findByRole("link", { name: "https://example.com/a" });
  expect(link).toHaveAttribute("rel", "noopener noreferrer");
  expect(screen.getByTestId("message")).toHaveTextContent("<b>hi</b> javascript:alert(1)");
  expect(within(screen.getByTestId("message")).getAllByRole("link")).toHaveLength(1);
});

test("a closed composer gives the reason in its place, without the number of its rule", async () => {
  world({ composer: { open: false, code: "consent_no", reason: "This contact opted out.", rule: "CN-3" } });
  renderApp(PATH);
  const closed = await screen.findByTestId("composer-closed");
  expect(closed).toHaveTextContent("This contact opted out.");
  expect(closed).not.toHaveTextContent("CN-3");
  expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
});

test("a YES in vain says what to do instead", async () => {
  const reason = "It said YES, but on a toll-free line only START or UNSTOP lifts its STOP.";
  world({ consent: "no", composer: { open: false, code: "consent_no", reason, rule: "CN-5" } });
  renderApp(PATH);
  expect(await screen.findByTestId("composer-closed")).toHaveTextContent(
    "only START or UNSTOP lifts its STOP",
  );
});

test("who wrote first may be answered for a time, and the composer says until when", async () => {
  world({ consent: "none", composer: { open: true, until: "2026-12-04T10:00:00Z" } });
  renderApp(PATH);
  expect(await screen.findByText(/you may answer until/)).toHaveTextContent("December 4, 2026");
});

test("Enter sends, Shift and Enter begin a line", async () => {
  const log = world({}, [], {
    [SEND]: aMessage({ id: "09", direction: "out", status: "queued", body: "Hi\nthere" }),
  });
  renderApp(PATH);
  await userEvent.type(await field(), "Hi{Shift>}{Enter}{/Shift}there{Enter}");
  await waitFor(() =>
    expect(log.filter((seen) => seen.call === SEND).map((seen) => seen.body)).toEqual([
      { body: "Hi\nthere" },
    ]),
  );
  expect(await field()).toHaveValue("");
});

test("a draft is there again after a reload", async () => {
  world();
  const first = renderApp(PATH);
  await userEvent.type(await field(), "Half a thou");
  first.unmount();
  renderApp(PATH);
  expect(await field()).toHaveValue("Half a thou");
});

test("a text that the network lost twice can be sent again with its key", async () => {
  let down = true;
  const log = world({}, [], {
    [SEND]: () => (down ? lost() : aMessage({ id: "09", direction: "out", status: "queued", body: "Hi" })),
  });
  renderApp(PATH);
  await userEvent.type(await field(), "Hi{Enter}");
  const retry = await screen.findByRole("button", { name: "Retry" }, { timeout: 4000 });
  down = false;
  await userEvent.click(retry);
  await waitFor(() => expect(screen.queryByRole("button", { name: "Retry" })).toBeNull());
  const keys = log.filter((seen) => seen.call === SEND).map((seen) => seen.headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
});

test("a refused text stays in the composer, with the sentence above it", async () => {
  world({}, [], { [SEND]: problem(409, "consent_no", "This contact opted out.", { rule: "CN-3" }) });
  renderApp(PATH);
  await userEvent.type(await field(), "Hi{Enter}");
  const refusal = await screen.findByTestId("refusal");
  expect(refusal).toHaveTextContent("Not sent. This contact opted out.");
  expect(refusal).not.toHaveTextContent("CN-3");
  expect(await field()).toHaveValue("Hi");
});

test("a text that is too long cannot be sent", async () => {
  world();
  localStorage.setItem("parley.draft.l1-c1", JSON.stringify({ body: "a".repeat(1601), key: "k" }));
  renderApp(PATH);
  expect(await screen.findByText(/1 character too long/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
});

test("marking unread closes the conversation, so that it stays unread", async () => {
  const log = world();
  const { router } = renderApp(PATH);
  await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Mark unread" }));
  await waitFor(() => expect(patches(log)).toEqual([{ unread: true }]));
  expect(router.state.location.pathname).toBe("/");
});

test("a rep takes a conversation, and only a manager assigns it", async () => {
  const log = world();
  renderApp(PATH);
  await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
  expect(screen.queryByRole("menuitem", { name: "Assign to…" })).toBeNull();
  await userEvent.click(screen.getByRole("menuitem", { name: "Take this conversation" }));
  await waitFor(() => expect(patches(log)).toEqual([{ assignee: "p1", held_by: "" }]));
});

test("a manager gives a conversation to somebody of its line", async () => {
  const there = { away: false, until: null, deputy: null, leads: 3, handle: "", holds: true, owns: true };
  const log = world({}, [], {
    "GET /me": aPerson({ id: "p9", role: "manager", may: ["answer", "assign"] }),
    "GET /threads/l1-c1/people": {
      items: [
        { ...there, id: "p1", name: "Riley One" },
        { ...there, id: "p2", name: "Sam Two", away: true },
      ],
    },
  });
  renderApp(PATH);
  await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Assign to…" }));
  const sheet = screen.getByRole("dialog", { name: "Who answers this conversation?" });
  expect(await within(sheet).findByText(/^Away until further notice/)).toBeVisible();
  await userEvent.click(within(sheet).getByRole("button", { name: /Riley One.*3 open leads/ }));
  await waitFor(() => expect(patches(log)).toEqual([{ assignee: "p1", held_by: "" }]));
});

test("a conversation of somebody else looks like one that is not there", async () => {
  world({}, [], { "GET /threads/l1-c1": problem(404, "not_found", "There is no such thread.") });
  renderApp(PATH);
  expect(await screen.findByText("This conversation is not here")).toBeVisible();
});

test("what ends a line's first text is told and counted, and no more once it went", async () => {
  const introduction = " - Acme. Reply STOP to opt out.";
  const text = aMessage({ id: "05", direction: "out", body: `${"a".repeat(150)}${introduction}` });
  let went = false;
  world({}, [], {
    "GET /threads/l1-c1": () => aThread({ composer: { open: true, introduction: went ? "" : introduction } }),
    "GET /threads/l1-c1/messages": () => ({ items: went ? [text] : [] }),
    [SEND]: () => {
      went = true;
      return text;
    },
  });
  renderApp(PATH);
  await userEvent.click(await field());
  await userEvent.paste("a".repeat(150));
  expect(screen.getByTestId("introduction")).toHaveTextContent("ends with “- Acme. Reply STOP to opt out.”");
  expect(screen.getByTestId("segments")).toHaveTextContent("2 segments");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() => expect(screen.getByText(text.body)).toBeVisible());
  await userEvent.type(await field(), "b");
  await waitFor(() => expect(screen.queryByTestId("introduction")).toBeNull());
});

test("a text is counted as this contact gets it", async () => {
  world({}, [aMessage()], {
    "GET /contacts/c1": { id: "c1", first_name: "Alma", name: "Alma Ashby", phone: "" },
  });
  renderApp(PATH);
  await userEvent.click(await field());
  await userEvent.paste("Hi {{first_name|there}}");
  await waitFor(() => expect(screen.getByTestId("segments")).toHaveTextContent("1 segment · 153 left"));
  expect(screen.getByTestId("segments")).not.toHaveTextContent("estimate");
});
