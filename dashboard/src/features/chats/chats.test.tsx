import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { MessageShape } from "@/api/types.gen";
import { upTo } from "@/shared/lib/time";
import { renderApp, signedIn } from "@/test/app";
import { aLine, aMessage, aPerson, aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";

const ALMA = { id: "c1", name: "Alma Ashby", phone: "+12025550110" };
const BOB = { id: "c2", name: "Bob Birch", phone: "+12025550111" };
const CHAT = aThread({
  id: "l1-g1",
  contact: { id: "g1", name: "Alma, Bob", phone: "" },
  consent: "none",
  group: true,
});
const MEMBERS = [
  { contact: ALMA, name: "Alma", joined_at: "2026-11-20T10:00:00Z" },
  { contact: BOB, name: "Bob", joined_at: "2026-11-20T10:00:00Z", obstacle: "This contact opted out." },
];
const PREVIEW = {
  people: [
    { to: "c1", contact: ALMA, name: "Alma" },
    { to: "c2", contact: BOB, name: "Bob" },
  ],
  text: "Acme: You are in a group text with Bob and Riley (Acme).",
  copies: 2,
  segments: 4,
  amount: 0.04,
  currency: "USD",
  month: "2026-11",
  source: "https://example.com/prices",
};

function world(more: object = {}) {
  return serve({
    "GET /me": aPerson(),
    "GET /lines": { items: [aLine()] },
    "GET /threads": { items: [CHAT] },
    "GET /contacts": (seen: Seen) => ({
      items: [ALMA, BOB].filter((one) => one.name.toLowerCase().startsWith(seen.query.get("q") ?? "")),
    }),
    "GET /threads/l1-g1": CHAT,
    "GET /threads/l1-g1/messages": { items: [] },
    "PUT /threads/l1-g1/viewing": { items: [] },
    "PATCH /threads/l1-g1": CHAT,
    "GET /group-chats/l1-g1": { thread: CHAT, members: MEMBERS },
    "POST /group-chats/preview": PREVIEW,
    ...more,
  });
}

async function choose(...names: string[]) {
  for (const name of names) {
    await userEvent.type(await screen.findByRole("combobox", { name: "Members" }), name);
    await userEvent.click(await screen.findByRole("option", { name: new RegExp(name, "i") }));
  }
}

beforeEach(signedIn);

test("a group is started: what each gets first and what it costs is seen before", async () => {
  const log = world({ "POST /group-chats": { thread: CHAT, members: MEMBERS } });
  const { router } = renderApp("/new/group");
  await choose("alma", "bob");
  await userEvent.type(screen.getByLabelText("First message (optional)"), "Party!");
  expect(await screen.findByText(PREVIEW.text)).toBeVisible();
  expect(screen.getByTestId("cost")).toHaveTextContent("2 texts, 4 segments in all, about $0.04.");
  await userEvent.click(screen.getByRole("button", { name: "Start the group" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/t/l1-g1"));
  const sent = log.find((seen) => seen.call === "POST /group-chats");
  expect(sent?.body).toEqual({ line: "l1", to: ["c1", "c2"], body: "Party!" });
  expect(sent?.headers.get("Idempotency-Key")).toBeTruthy();
});

test("who cannot take part is named before anything goes out, each with the reason", async () => {
  const people = [
    { ...PREVIEW.people[0], obstacle: "This contact has not agreed." },
    { ...PREVIEW.people[1], obstacle: "This contact opted out." },
  ];
  world({ "POST /group-chats/preview": { ...PREVIEW, people } });
  renderApp("/new/group");
  await choose("alma", "bob");
  const told = await screen.findByText(/Bob Birch: This contact opted out\./);
  expect(told).toHaveTextContent("Alma Ashby: This contact has not agreed.");
  expect(screen.getByRole("button", { name: "Start the group" })).toBeDisabled();
});

test("each bubble says who wrote it, and who did not get it", async () => {
  world({
    "GET /threads/l1-g1/messages": {
      items: [
        aMessage({
          id: "01C",
          body: "Look",
          speaker: { contact: "c1", name: "Alma" },
          withheld: "The picture was not passed on.",
          copies: [
            { contact: "c2", name: "Bob", status: "suppressed", reason: "This contact opted out." },
            { contact: "c3", name: "Cyd", status: "delivered", reason: "" },
            { contact: "c4", name: "Dee", status: "queued", reason: "" },
          ],
        }),
        aMessage({ id: "01B", direction: "out", origin: "membership", body: "Started with Alma and Bob." }),
      ],
    },
  });
  renderApp("/t/l1-g1");
  const [event, bubble] = await screen.findAllByTestId("message");
  expect(event).toHaveTextContent("Started with Alma and Bob.");
  expect(bubble).toHaveTextContent("Alma");
  expect(bubble).toHaveTextContent("Delivered to 1 of 3, 1 waiting");
  expect(bubble).toHaveTextContent("Not to Bob. This contact opted out.");
  expect(bubble).toHaveTextContent("The picture was not passed on.");
  expect(bubble).not.toHaveTextContent("Not yet to");
});

test("copies that wait say why, once for all who share it, or when they are looked at again", async () => {
  const held = { status: "queued", reason: "This line is held." };
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  world({
    "GET /threads/l1-g1/messages": {
      items: [
        aMessage({
          id: "01C",
          copies: [
            { contact: "c1", name: "Alma", ...held, until: tomorrow },
            { contact: "c2", name: "Bob", ...held, until: null },
            { contact: "c3", name: "Cyd", status: "queued", reason: "", until: tomorrow },
            { contact: "c4", name: "Dee", status: "queued", reason: "", until: "2026-01-01T10:00:00Z" },
            { contact: "c5", name: "Eve", status: "sent", reason: "", until: null },
          ],
        } as Partial<MessageShape>),
      ],
    },
  });
  renderApp("/t/l1-g1");
  const bubble = await screen.findByTestId("message");
  expect(bubble).toHaveTextContent("Delivered to 0 of 5, 4 waiting");
  expect(bubble).toHaveTextContent("Not yet to Alma, Bob. This line is held.");
  expect(bubble).toHaveTextContent(`Not yet to Cyd. Looked at again ${upTo(tomorrow)}.`);
  expect(bubble).not.toHaveTextContent("Dee");
});

test.each([
  [{ verification: "pending" as const }, "Carriers have not verified this line yet."],
  [{ held: "Carriers refuse it." }, "This line is held: Carriers refuse it."],
])("what the first texts would wait for is told before", async (line, told) => {
  world({ "GET /lines": { items: [aLine(line)] } });
  renderApp("/new/group");
  await choose("alma", "bob");
  expect(await screen.findByText(/outside legal hours, its text waits/)).toBeVisible();
  expect(screen.getByText(new RegExp(told))).toBeVisible();
});

test("the members are seen, taken out, and the group ends after a question", async () => {
  const log = world({
    "PATCH /group-chats/l1-g1": (seen: Seen) => ({
      thread: CHAT,
      members: MEMBERS,
      ...((seen.body as { ended?: boolean }).ended && { ended_at: "2026-11-20T11:00:00Z" }),
    }),
  });
  renderApp("/t/l1-g1");
  await userEvent.click(await screen.findByRole("button", { name: /Alma, Bob/ }));
  const rows = await screen.findAllByTestId("member");
  expect(rows[1]).toHaveTextContent("Gets nothing now: This contact opted out.");
  await userEvent.click(screen.getByRole("button", { name: "Take Bob out" }));
  await userEvent.click(await screen.findByRole("button", { name: "Take out" }));
  await userEvent.click(await screen.findByRole("button", { name: "End the group" }));
  await userEvent.click(await screen.findByRole("button", { name: "End it" }));
  expect(await screen.findByText("This group conversation has ended.")).toBeVisible();
  const asked = log.filter((seen) => seen.call === "PATCH /group-chats/l1-g1").map((seen) => seen.body);
  expect(asked).toEqual([{ remove: "c2" }, { ended: true }]);
});

test("nobody is let in without a question that says who and what happens", async () => {
  const log = world({ "PATCH /group-chats/l1-g1": { thread: CHAT, members: MEMBERS } });
  renderApp("/t/l1-g1");
  await userEvent.click(await screen.findByRole("button", { name: /Alma, Bob/ }));
  const choose = async () => {
    await userEvent.type(await screen.findByRole("combobox", { name: "Let somebody in" }), "alma");
    await userEvent.click(await screen.findByRole("option", { name: /Alma/ }));
  };
  const asked = () => log.filter((seen) => seen.call === "PATCH /group-chats/l1-g1").map((seen) => seen.body);
  await choose();
  const question = await screen.findByRole("dialog", { name: "Let Alma Ashby in?" });
  expect(question).toHaveTextContent(
    "Alma Ashby, (202) 555-0110, will be told who takes part, and the others that Alma Ashby joined and reads along.",
  );
  await userEvent.click(within(question).getByRole("button", { name: "Cancel" }));
  expect(asked()).toEqual([]);
  await choose();
  await userEvent.click(await screen.findByRole("button", { name: "Let in" }));
  expect(await screen.findByRole("dialog", { name: "Members" })).toBeVisible();
  expect(asked()).toEqual([{ add: "c1" }]);
});

test.each([
  [[{ line: aLine(), state: "yes", thread: "l1-c1" }], "/t/l1-c1"],
  [[{ line: aLine(), state: "yes" }], "/contacts/c1"],
])("a member’s own conversation is opened where there is one", async (consents, path) => {
  world({
    "GET /contacts/c1": { ...ALMA, consents },
    "GET /threads/l1-c1": aThread(),
    "GET /threads/l1-c1/messages": { items: [] },
  });
  const { router } = renderApp("/t/l1-g1");
  await userEvent.click(await screen.findByRole("button", { name: /Alma, Bob/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Open Alma’s own conversation" }));
  await waitFor(() => expect(router.state.location.pathname).toBe(path));
});

test("a member’s conversation that cannot be opened says why", async () => {
  world({ "GET /contacts/c1": problem(404, "not_found", "There is no such contact.") });
  renderApp("/t/l1-g1");
  await userEvent.click(await screen.findByRole("button", { name: /Alma, Bob/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Open Alma’s own conversation" }));
  expect(await screen.findByText(/There is no such contact/)).toBeVisible();
});

test("why somebody cannot be let in stands in that question, and in no other", async () => {
  world({
    "PATCH /group-chats/l1-g1": problem(422, "invalid", "Some fields.", {
      fields: { add: "Takes part in another group conversation of this line." },
    }),
  });
  renderApp("/t/l1-g1");
  await userEvent.click(await screen.findByRole("button", { name: /Alma, Bob/ }));
  await userEvent.type(await screen.findByRole("combobox", { name: "Let somebody in" }), "alma");
  await userEvent.click(await screen.findByRole("option", { name: /Alma/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Let in" }));
  expect(await screen.findByText("Takes part in another group conversation of this line.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await userEvent.click(await screen.findByRole("button", { name: "End the group" }));
  expect(await screen.findByRole("dialog", { name: "End this group conversation?" })).toBeVisible();
  expect(screen.queryByText("Takes part in another group conversation of this line.")).toBeNull();
});

test("what is of one contact only is not offered", async () => {
  world();
  renderApp("/t/l1-g1");
  await userEvent.type(await screen.findByRole("textbox", { name: /message/i }), "Hi");
  expect(screen.queryByRole("button", { name: /Send later/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "More actions" }));
  expect(await screen.findByRole("menuitem", { name: "Mark unread" })).toBeVisible();
  expect(screen.queryByRole("menuitem", { name: "Create lead" })).toBeNull();
  expect(screen.getAllByText("Group")[0]).toBeVisible();
});
