import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { writeDraft } from "@/shared/drafts";
import { aLine, aMessage, aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";
import { moments } from "./SnoozeDialog";

const AT = "/threads/l1-c1";
const PEOPLE = [
  { id: "p1", name: "Riley One", handle: "Riley One" },
  { id: "p2", name: "Robin Two", handle: "robin@example.com" },
];

function world(more: object = {}) {
  return serve({
    ...USUAL,
    [`GET ${AT}`]: aThread(),
    [`GET ${AT}/messages`]: { items: [aMessage()] },
    [`GET ${AT}/people`]: { items: PEOPLE },
    [`PUT ${AT}/viewing`]: { items: [] },
    [`PATCH ${AT}`]: (seen: Seen) => aThread(seen.body as object),
    [`POST ${AT}/notes`]: (seen: Seen) =>
      aMessage({ id: "09", direction: "out", origin: "note", ...(seen.body as object) }),
    ...more,
  });
}
const bodies = (log: Seen[], call: string) =>
  log.filter((seen) => seen.call === call).map((seen) => seen.body);

test("a note is written apart from texts, mentions by type-ahead, and goes to the team only", async () => {
  const log = world();
  const { user } = visit("/t/l1-c1");
  await user.click(await screen.findByRole("button", { name: "Note" }));
  expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
  const field = screen.getByRole("textbox", { name: "Note for the team" });
  await user.type(field, "@ro");
  const list = await screen.findByRole("listbox", { name: "People" });
  expect(within(list).getAllByRole("option")).toHaveLength(1);
  await user.keyboard("{Enter}");
  expect(field).toHaveValue("@robin@example.com ");
  await user.type(field, "call back");
  await user.click(screen.getByRole("button", { name: "Save note" }));
  await waitFor(() =>
    expect(bodies(log, `POST ${AT}/notes`)).toEqual([{ body: "@robin@example.com call back" }]),
  );
  expect(await screen.findByText("Internal note")).toBeVisible();
  expect(field).toHaveValue("");
  expect(log.some((seen) => seen.call === `POST ${AT}/messages`)).toBe(false);
});

test("who does not see the conversation is said beforehand not to be told", async () => {
  world();
  const { user } = visit("/t/l1-c1");
  await user.click(await screen.findByRole("button", { name: "Note" }));
  const field = screen.getByRole("textbox", { name: "Note for the team" });
  await user.type(field, "@rob");
  await screen.findByRole("listbox", { name: "People" });
  expect(screen.queryByText(/nobody of that name/)).toBeNull();
  await user.keyboard("{Enter}");
  await user.type(field, "look, @Quinn");
  expect(await screen.findByText(/^@Quinn tells nobody/)).toBeVisible();
  await user.type(field, "{Backspace>6/}");
  expect(screen.queryByText(/nobody of that name/)).toBeNull();
});

test("a mention that cannot be is told at the note, which stays", async () => {
  world({ [`POST ${AT}/notes`]: invalid({ body: "Robin Two may not see this conversation." }) });
  const { user } = visit("/t/l1-c1");
  await user.click(await screen.findByRole("button", { name: "Note" }));
  await user.type(screen.getByRole("textbox", { name: "Note for the team" }), "@Robin Two look");
  await user.click(screen.getByRole("button", { name: "Save note" }));
  expect(await screen.findByText("Robin Two may not see this conversation.")).toBeVisible();
  expect(screen.getByRole("textbox", { name: "Note for the team" })).toHaveValue("@Robin Two look");
});

test("where no text may go, a note still may", async () => {
  world({ [`GET ${AT}`]: aThread({ composer: { open: false, code: "consent_no", reason: "Opted out." } }) });
  const { user } = visit("/t/l1-c1");
  await user.click(await screen.findByRole("button", { name: "Note" }));
  expect(screen.getByRole("textbox", { name: "Note for the team" })).toBeVisible();
});

test("a conversation is put off, and leaves the screen", async () => {
  const log = world();
  const { user, router } = visit("/t/l1-c1");
  await user.click(await screen.findByRole("button", { name: "More actions" }));
  await user.click(screen.getByRole("menuitem", { name: "Snooze…" }));
  await user.click(screen.getByRole("button", { name: /In three hours/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/"));
  const [asked] = bodies(log, `PATCH ${AT}`) as { snooze: string }[];
  expect(Date.parse(asked?.snooze ?? "") - Date.now()).toBeGreaterThan(2.9 * 3_600_000);
  expect(await screen.findByText(/^Snoozed until /)).toBeVisible();
});

test("a moment that it cannot be put off until is told at the field, and the conversation stays", async () => {
  world({ [`PATCH ${AT}`]: invalid({ snooze: "This moment is past. Choose a later one." }) });
  const { user, router } = visit("/t/l1-c1");
  await user.click(await screen.findByRole("button", { name: "More actions" }));
  await user.click(screen.getByRole("menuitem", { name: "Snooze…" }));
  const field = screen.getByLabelText("Another moment");
  fireEvent.change(field, { target: { value: "2020-01-01T09:00" } });
  await user.click(screen.getByRole("button", { name: "Snooze" }));
  await waitFor(() => expect(field).toHaveAccessibleDescription(/^This moment is past/));
  expect(router.state.location.pathname).toBe("/t/l1-c1");
  fireEvent.change(field, { target: { value: "2030-01-01T09:00" } });
  expect(screen.queryByText(/^This moment is past/)).toBeNull();
});

test.each([
  ["shared", null, true],
  ["shared", { id: "p1", name: "Riley One" }, false],
  ["personal", null, false],
] as const)("that nobody has it on a %s line is said before it is put off", async (use, assignee, said) => {
  world({ [`GET ${AT}`]: aThread({ assignee }), "GET /lines": { items: [aLine({ use })] } });
  const { user } = visit("/t/l1-c1");
  await user.click(await screen.findByRole("button", { name: "More actions" }));
  await user.click(screen.getByRole("menuitem", { name: "Snooze…" }));
  expect(screen.getByText(/It comes back to Needs attention/)).toBeVisible();
  expect(screen.queryAllByText(/the whole team does not see it/)).toHaveLength(said ? 1 : 0);
});

test("who else looks at the conversation is told", async () => {
  world({ [`PUT ${AT}/viewing`]: { items: [{ person: { id: "p2", name: "Robin Two" }, typing: true }] } });
  visit("/t/l1-c1");
  expect(await screen.findByTestId("viewers")).toHaveTextContent("Robin Two is typing here");
});

test("a conversation that one may no longer see says so, takes no text and is not asked for again", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const missing = () => problem(404, "not_found", "There is no such thread.");
    let gone = false;
    const log = world({
      [`GET ${AT}`]: () => (gone ? missing() : aThread()),
      [`PUT ${AT}/viewing`]: () => (gone ? missing() : { items: [] }),
    });
    visit("/t/l1-c1");
    await screen.findByRole("textbox", { name: "Message" });
    gone = true;
    vi.advanceTimersByTime(20_000);
    expect(await screen.findByText("You do not see this conversation any more.")).toBeVisible();
    expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
    const asked = bodies(log, `PUT ${AT}/viewing`).length;
    vi.advanceTimersByTime(60_000);
    expect(bodies(log, `PUT ${AT}/viewing`)).toHaveLength(asked);
  } finally {
    vi.useRealTimers();
  }
});

test("typing is told of who types, not of who opened what was left unsent", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    writeDraft("l1-c1", "Since yesterday");
    const log = world();
    visit("/t/l1-c1");
    await screen.findByRole("textbox", { name: "Message" });
    const told = () => bodies(log, `PUT ${AT}/viewing`);
    await vi.waitFor(() => expect(told()).toEqual([{ typing: false }]));
    writeDraft("l1-c1", "Since yesterday, and now");
    vi.advanceTimersByTime(20_000);
    await vi.waitFor(() => expect(told()).toEqual([{ typing: false }, { typing: true }]));
  } finally {
    vi.useRealTimers();
  }
});

test("what is offered to put off until is later than now, whatever the day", () => {
  for (let day = 1; day <= 7; day += 1) {
    const now = new Date(2026, 10, day, 23, 30);
    const [, tomorrow, monday] = moments(now).map(({ at }) => at);
    expect(moments(now).every(({ at }) => at > now)).toBe(true);
    expect(tomorrow?.getHours()).toBe(9);
    expect(monday?.getDay()).toBe(1);
  }
});
