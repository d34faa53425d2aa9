import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { upTo } from "@/shared/lib/time";
import { renderApp, signedIn } from "@/test/app";
import { aLine, aMessage, aPerson, aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";

const OTHER = aLine({ id: "l2", number: "+18005550100", label: "Brand", use: "shared" });
const WORLD = { "GET /me": aPerson(), "GET /lines": { items: [aLine()] } };
const lists = (log: Seen[]) => log.filter((seen) => seen.call === "GET /threads");

beforeEach(signedIn);

test("a row shows name, number, preview, consent, holder and tags", async () => {
  const thread = aThread({
    unread: true,
    unread_count: 1,
    tags: ["vip"],
    assignee: { id: "p2", name: "Robin Two" },
  });
  serve({ ...WORLD, "GET /threads": { items: [thread] } });
  renderApp("/");
  const row = await screen.findByTestId("thread-row");
  for (const words of ["Alma Ashby", "(202) 555-0110", "Hello", "Opted in", "Robin Two", "#vip", "Unread:"]) {
    expect(within(row).getByText(words)).toBeInTheDocument();
  }
});

test("a row tells whose text it shows, and when that was", async () => {
  const SENT = { activity_at: "2026-11-20T12:00:00Z", preview: "We kept a pair", ours: true };
  const silent = aThread({ id: "l4-c1", ours: true, preview: "", activity_at: null, last_reply_at: null });
  const items = [
    aThread(SENT),
    aThread({ ...SENT, id: "l2-c1", line: OTHER }),
    aThread({ id: "l3-c1" }),
    silent,
  ];
  serve({ ...WORLD, "GET /lines": { items: [aLine(), OTHER] }, "GET /threads": { items } });
  renderApp("/");
  const rows = await screen.findAllByTestId("thread-row");
  const times = rows.map((row) => [...row.querySelectorAll("time")].map((time) => time.dateTime));
  expect(times).toEqual([
    ["2026-11-20T12:00:00Z", "2026-11-20T10:00:00Z"],
    ["2026-11-20T12:00:00Z", "2026-11-20T10:00:00Z"],
    ["2026-11-20T10:00:00Z"],
    [],
  ]);
  const words = (row: HTMLElement) => [...row.querySelectorAll("span")].map((part) => part.textContent);
  const senders = () => rows.map((row) => words(row).find((word) => word === "You: " || word === "Sent: "));
  await waitFor(() => expect(senders()).toEqual(["You: ", "Sent: ", undefined, undefined]));
  expect(rows[3]).toHaveTextContent("No messages yet");
});

test("what came back by itself is not said to be written by anybody else, nor at that moment", async () => {
  const back = { activity_at: "2026-11-20T12:00:00Z", preview: "Call me next week" };
  const mine = { ...back, id: "l1-c2", ours: true, last_reply_at: "2026-11-20T12:00:00Z" };
  serve({ ...WORLD, "GET /threads": { items: [aThread(back), aThread(mine)] } });
  renderApp("/");
  const [first, second] = (await screen.findAllByTestId("thread-row")) as [HTMLElement, HTMLElement];
  await within(second).findByText("You:");
  expect(within(first).queryByText("You:")).toBeNull();
  expect(first.querySelector("time")).not.toHaveTextContent("Last reply");
  expect(within(first).getByText("Replied")).toBeInTheDocument();
});

test("who wrote in a group conversation since is not said to have been answered", async () => {
  const waiting = aThread({ activity_at: "2026-11-20T10:00:00Z", last_reply_at: "2026-11-20T10:00:00.500Z" });
  serve({ ...WORLD, "GET /threads": { items: [waiting] } });
  renderApp("/");
  const row = await screen.findByTestId("thread-row");
  expect(within(row).queryByText("You:")).toBeNull();
  expect(within(row).queryByText("Replied")).toBeNull();
});

test("a row tells of words that may mean stop, and of what is on hold for them", async () => {
  const composer = { open: false, code: "doubtful", reason: "This contact may have asked to stop." };
  const doubt = { message: "01M", words: "Leave me alone", at: "2026-11-20T10:00:00Z" };
  serve({
    ...WORLD,
    "GET /threads": { items: [aThread({ composer, doubt }), aThread({ id: "l2-c1", composer })] },
  });
  renderApp("/");
  const rows = await screen.findAllByTestId("thread-row");
  expect(within(rows[0] as HTMLElement).getByText("Meant stop?")).toHaveAttribute(
    "title",
    expect.stringContaining("Leave me alone"),
  );
  expect(within(rows[1] as HTMLElement).getByText("On hold")).toBeInTheDocument();
  expect(screen.getAllByText("Meant stop?")).toHaveLength(1);
});

test("a thread without a name is called by its number", async () => {
  const thread = aThread({ contact: { id: "c1", name: "", phone: "+12025550110" } });
  serve({ ...WORLD, "GET /threads": { items: [thread] } });
  renderApp("/");
  expect(await screen.findByRole("link", { name: /^\(202\) 555-0110/ })).toBeInTheDocument();
});

test("folders, tabs and lines each ask for their own list", async () => {
  const log = serve({ ...WORLD, "GET /lines": { items: [aLine(), OTHER] }, "GET /threads": { items: [] } });
  renderApp("/");
  await userEvent.click(await screen.findByRole("link", { name: "Participating" }));
  await userEvent.selectOptions(await screen.findByLabelText("Line"), "Brand");
  await userEvent.click(screen.getByRole("link", { name: "Archived" }));
  await screen.findByText("Nothing archived");
  const asked = lists(log).map((seen) => Object.fromEntries(seen.query));
  expect(asked).toContainEqual({ folder: "inbox", tab: "needs_attention" });
  expect(asked).toContainEqual({ folder: "inbox", tab: "participating" });
  expect(asked).toContainEqual({ folder: "inbox", tab: "participating", line: "l2" });
  expect(asked).toContainEqual({ folder: "archived", line: "l2" });
});

test("an answer that comes in shows without a reload", async () => {
  const fresh = aThread({
    id: "l1-c2",
    contact: { id: "c2", name: "Bela", phone: "+12025550111" },
    activity_at: "2026-11-20T11:00:00Z",
  });
  let polls = 0;
  serve({
    ...WORLD,
    "GET /threads": () => ({ items: polls > 1 ? [fresh, aThread()] : [aThread()] }),
    "GET /updates": () => ({ cursor: String(++polls), threads: polls > 1 ? [fresh] : [] }),
  });
  renderApp("/");
  await screen.findByText("Alma Ashby");
  await waitFor(() => expect(screen.getAllByTestId("thread-row")[0]).toHaveTextContent("Bela"), {
    timeout: 5000,
  });
});

test("archiving takes the row away at once, and undo brings it back", async () => {
  const log = serve({
    ...WORLD,
    "GET /threads": { items: [aThread()] },
    "PATCH /threads/l1-c1": (seen: Seen) => aThread(seen.body as object),
  });
  renderApp("/");
  await userEvent.click(await screen.findByRole("button", { name: "Archive conversation with Alma Ashby" }));
  expect(await screen.findByText("All caught up")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByTestId("thread-row")).toHaveTextContent("Alma Ashby");
  const patches = log.filter((seen) => seen.call.startsWith("PATCH")).map((seen) => seen.body);
  expect(patches).toEqual([{ folder: "archived" }, { folder: "inbox" }]);
});

test("a list that cannot be fetched says so and can be tried again", async () => {
  let down = true;
  serve({
    ...WORLD,
    "GET /threads": () =>
      down ? problem(500, "internal", "Parley made a mistake.") : { items: [aThread()] },
  });
  renderApp("/");
  expect(await screen.findByRole("alert")).toHaveTextContent("Parley made a mistake.");
  down = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByTestId("thread-row")).toBeInTheDocument();
});

test("a role that may not begin conversations is not offered to", async () => {
  serve({
    ...WORLD,
    "GET /me": aPerson({ role: "limited", may: ["answer"] }),
    "GET /threads": { items: [] },
  });
  renderApp("/");
  await screen.findByText("All caught up");
  expect(screen.queryByRole("link", { name: "New" })).toBeNull();
  expect(screen.queryByRole("link", { name: "Broadcasts" })).toBeNull();
});

test("a long list is drawn in parts, keeps its focus, and says how long it is", async () => {
  const page = (first: number) =>
    Array.from({ length: 50 }, (_, place) =>
      aThread({ id: `l1-c${first + place}`, preview: `Text ${first + place}` }),
    );
  serve({
    ...WORLD,
    "GET /threads": (seen: Seen) =>
      seen.query.get("cursor") ? { items: page(50) } : { items: page(0), cursor: "more" },
  });
  renderApp("/");
  const row = (await screen.findByText("Text 3")).closest("a") as HTMLElement;
  expect(screen.getAllByTestId("thread-row")).toHaveLength(50);
  row.focus();
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  row.focus();
  await waitFor(() => expect(screen.getAllByTestId("thread-row").length).toBeLessThan(50));
  expect(row).toHaveFocus();
  expect(row.closest("li")).toHaveAttribute("aria-setsize", "100");
  expect(row.closest("li")).toHaveAttribute("aria-posinset", "4");
});

test("what is to go later has a list of its own, and a badge on its conversation's row", async () => {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const text = (id: string, hours: number, more: object = {}) => ({
    thread: "l1-c1",
    line: aThread().line,
    contact: aThread().contact,
    message: aMessage({
      id,
      body: "It came in.",
      scheduled: { send_at: at(hours), cancel_on_reply: true },
      ...more,
    }),
  });
  const waiting = { code: "line_held", reason: "This line is held.", rule: "LN-6", until: at(1) };
  const log = serve({
    ...WORLD,
    "GET /lines": { items: [aLine(), OTHER] },
    "GET /threads": { items: [aThread(), aThread({ id: "l1-c2" })] },
    "GET /scheduled": {
      items: [
        text("01", 400, { author: { id: "p1", name: "Riley One" } }),
        text("02", 500, { body: "", author: { id: "p2", name: "Robin Two" }, waiting }),
      ],
    },
  });
  renderApp("/");
  const badge = await screen.findByTitle(/^Scheduled for /);
  expect(badge).toHaveTextContent(/^Scheduled: .+ \+1$/);
  expect(screen.getAllByTestId("thread-row")[0]).toContainElement(badge);
  await userEvent.click(screen.getByRole("link", { name: "Scheduled" }));
  const rows = await screen.findAllByTestId("scheduled-row");
  for (const words of ["Alma Ashby", "It came in.", "You", "Own line", "Unless they reply"]) {
    expect(within(rows[0] as HTMLElement).getByText(words)).toBeVisible();
  }
  for (const words of ["Picture", "Robin Two", "Held back"]) {
    expect(within(rows[1] as HTMLElement).getByText(words)).toBeVisible();
  }
  expect(rows[0]).toHaveAttribute("href", "/t/l1-c1?tab=scheduled");
  await userEvent.selectOptions(screen.getByLabelText("Line"), "Brand");
  await waitFor(() =>
    expect(
      log
        .filter((seen) => seen.call === "GET /scheduled")
        .at(-1)
        ?.query.get("line"),
    ).toBe("l2"),
  );
});

test("what was put off says until when", async () => {
  const until = new Date(Date.now() + 400 * 3_600_000).toISOString();
  serve({ ...WORLD, "GET /threads": { items: [aThread({ folder: "snoozed", snoozed_until: until })] } });
  renderApp("/?folder=snoozed");
  const row = await screen.findByTestId("thread-row");
  expect(within(row).getByTitle(/^Snoozed until /)).toHaveTextContent(`until ${upTo(until)}`);
});

test.each([
  ["/?folder=snoozed", "Nothing snoozed"],
  ["/?folder=archived", "Nothing archived"],
  ["/?tab=participating", "No conversations under way"],
  ["/?tab=all", "The inbox is empty"],
])("an empty list at %s says what would stand in it", async (place, title) => {
  serve({ ...WORLD, "GET /threads": { items: [] } });
  renderApp(place);
  expect(await screen.findByText(title)).toBeVisible();
  expect(screen.queryAllByText(/somebody texts one of your lines/)).toHaveLength(
    place === "/?tab=all" ? 1 : 0,
  );
});

test("nothing scheduled says what is listed, and where broadcasts wait", async () => {
  serve({ ...WORLD, "GET /threads": { items: [] }, "GET /scheduled": { items: [] } });
  renderApp("/?tab=scheduled");
  expect(await screen.findByText("Nothing scheduled to one person")).toBeVisible();
  expect(screen.getByRole("link", { name: "Scheduled broadcasts" })).toHaveAttribute("href", "/broadcasts");
});

test("a conversation in which nothing was said yet is not said to be written by anybody", async () => {
  const planned = aThread({ preview: "Scheduled: Good morning", ours: true, last_reply_at: null });
  serve({
    ...WORLD,
    "GET /threads": { items: [planned, aThread({ id: "l1-c2", ours: true, last_reply_at: null })] },
  });
  renderApp("/");
  const [first, second] = await screen.findAllByTestId("thread-row");
  await within(second as HTMLElement).findByText("You:");
  expect(within(first as HTMLElement).queryByText("You:")).toBeNull();
  expect(within(first as HTMLElement).getByText("Scheduled: Good morning")).toBeVisible();
});

test("who gives conversations to others sees those that nobody has", async () => {
  const me = aPerson({ role: "manager", may: ["answer", "assign"] });
  const log = serve({
    ...WORLD,
    "GET /me": me,
    "GET /lines": { items: [aLine(), OTHER] },
    "GET /threads": { items: [] },
  });
  renderApp("/");
  await userEvent.click(await screen.findByRole("link", { name: "Nobody’s" }));
  expect(await screen.findByText("Somebody has each")).toBeInTheDocument();
  const asked = lists(log).at(-1)?.query;
  expect([asked?.get("assignee"), asked?.get("tab")]).toEqual(["none", "needs_attention"]);
});

test("others are not asked to care for what nobody has", async () => {
  serve({ ...WORLD, "GET /lines": { items: [aLine(), OTHER] }, "GET /threads": { items: [] } });
  renderApp("/");
  await screen.findByText("All caught up");
  expect(screen.queryByRole("link", { name: "Nobody’s" })).toBeNull();
});
