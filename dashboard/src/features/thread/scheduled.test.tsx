import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { forField, usualMoments } from "@/shared/schedule/moments";
import { aMessage, aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";

const AT = "/threads/l1-c1";
const NEXT_YEAR = new Date(new Date().getFullYear() + 1, 0, 15, 9, 30);
const ONE = "01J00000000000000000000001";

const planned = (more: object = {}) =>
  aMessage({
    id: ONE,
    direction: "out",
    origin: "scheduled",
    status: "queued",
    body: "It came in.",
    author: { id: "p2", name: "Robin Two" },
    scheduled: { send_at: NEXT_YEAR.toISOString(), cancel_on_reply: true },
    ...more,
  });

function world(scheduled: object[], more: object = {}) {
  return serve({
    ...USUAL,
    [`GET ${AT}`]: aThread(),
    [`GET ${AT}/messages`]: () => ({ items: [aMessage()], scheduled }),
    [`PUT ${AT}/viewing`]: { items: [] },
    [`PATCH ${AT}`]: (seen: Seen) => aThread(seen.body as object),
    ...more,
  });
}

const asked = (log: Seen[], call: string) => log.filter((seen) => seen.call === call);

test("a text is kept for later, and its reply cancels it unless that is taken out", async () => {
  const shown: object[] = [];
  const log = world(shown, {
    [`POST ${AT}/messages`]: (seen: Seen) => {
      const { send_at, cancel_on_reply, body } = seen.body as Record<string, string>;
      const made = planned({ body, scheduled: { send_at, cancel_on_reply } });
      shown.push(made);
      return made;
    },
  });
  const { user } = visit("/t/l1-c1");
  const field = await screen.findByRole("textbox", { name: "Message" });
  expect(screen.queryByRole("button", { name: "Send later…" })).toBeNull();
  await user.type(field, "It came in.");
  await user.click(screen.getByRole("button", { name: "Send later…" }));
  const sheet = screen.getByRole("dialog", { name: "Send later" });
  expect(within(sheet).getByText(/^By your own clock: /)).toBeVisible();
  expect(within(sheet).getByRole("checkbox", { name: "Cancel it if they reply before" })).toBeChecked();
  await user.click(within(sheet).getByRole("checkbox"));
  await user.click(within(sheet).getByRole("button", { name: /^Tomorrow morning/ }));
  const bubble = await screen.findByTestId("scheduled");
  const [sent] = asked(log, `POST ${AT}/messages`);
  const tomorrow = usualMoments(new Date()).at(-1)?.at.toISOString();
  expect(sent?.body).toEqual({ body: "It came in.", media: [], send_at: tomorrow, cancel_on_reply: false });
  expect(field).toHaveValue("");
  expect(bubble).toHaveTextContent("It came in.");
  expect(bubble).not.toHaveTextContent("Does not go if they reply");
});

test("a moment of one's own; one that is past is told at once", async () => {
  const log = world([], { [`POST ${AT}/messages`]: planned() });
  const { user } = visit("/t/l1-c1");
  await user.type(await screen.findByRole("textbox", { name: "Message" }), "It came in.");
  await user.click(screen.getByRole("button", { name: "Send later…" }));
  const own = screen.getByLabelText("Another day and time");
  fireEvent.change(own, { target: { value: "2020-01-01T09:00" } });
  await user.click(screen.getByRole("button", { name: "Schedule" }));
  expect(await screen.findByText("This moment is past. Choose a later one.")).toBeVisible();
  expect(asked(log, `POST ${AT}/messages`)).toEqual([]);
  fireEvent.change(own, { target: { value: forField(NEXT_YEAR) } });
  await user.click(screen.getByRole("button", { name: "Schedule" }));
  await waitFor(() => expect(asked(log, `POST ${AT}/messages`)).toHaveLength(1));
  expect(asked(log, `POST ${AT}/messages`)[0]?.body).toMatchObject({ send_at: NEXT_YEAR.toISOString() });
});

test("what may not go then is told in the sheet, and the text stays in the composer", async () => {
  world([], { [`POST ${AT}/messages`]: problem(409, "consent_missing", "Not agreed by then.") });
  const { user } = visit("/t/l1-c1");
  const field = await screen.findByRole("textbox", { name: "Message" });
  await user.type(field, "It came in.");
  await user.click(screen.getByRole("button", { name: "Send later…" }));
  await user.click(screen.getByRole("button", { name: /^Tomorrow morning/ }));
  expect(await screen.findByText("Not agreed by then.")).toBeVisible();
  expect(field).toHaveValue("It came in.");
});

test("a scheduled text says when it goes, is changed, and keeps the moment that nobody touched", async () => {
  const log = world([planned()], {
    [`PATCH ${AT}/scheduled/${ONE}`]: (seen: Seen) => planned({ body: (seen.body as { body: string }).body }),
  });
  const { user } = visit("/t/l1-c1");
  const bubble = await screen.findByTestId("scheduled");
  expect(bubble).toHaveTextContent(/Goes .*January 15.* your time, by Robin Two/);
  expect(bubble).toHaveTextContent("Does not go if they reply before.");
  await user.click(await within(bubble).findByRole("button", { name: "Edit" }));
  const dialog = screen.getByRole("dialog", { name: "Change this text" });
  const text = within(dialog).getByLabelText("Text");
  await user.clear(text);
  await user.type(text, "It is here.");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(asked(log, `PATCH ${AT}/scheduled/${ONE}`)).toHaveLength(1));
  expect(asked(log, `PATCH ${AT}/scheduled/${ONE}`)[0]?.body).toEqual({
    body: "It is here.",
    cancel_on_reply: true,
  });
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Change this text" })).toBeNull());
});

test("a fault of a change stands at its field", async () => {
  world([planned()], { [`PATCH ${AT}/scheduled/${ONE}`]: invalid({ send_at: "Choose a time between." }) });
  const { user } = visit("/t/l1-c1");
  await user.click(
    await within(await screen.findByTestId("scheduled")).findByRole("button", { name: "Edit" }),
  );
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Choose a time between.")).toBeVisible();
});

test("it is cancelled after a question; what went meanwhile is told", async () => {
  const shown = [planned()];
  let gone = true;
  const log = world(shown, {
    [`DELETE ${AT}/scheduled/${ONE}`]: () => {
      if (gone) return problem(409, "not_scheduled", "This text is not scheduled any more.");
      shown.pop();
      return planned({ status: "cancelled", scheduled: null });
    },
  });
  const { user } = visit("/t/l1-c1");
  const bubble = await screen.findByTestId("scheduled");
  await user.click(await within(bubble).findByRole("button", { name: "Cancel" }));
  const question = screen.getByRole("dialog", { name: "Cancel this text?" });
  expect(asked(log, `DELETE ${AT}/scheduled/${ONE}`)).toEqual([]);
  await user.click(within(question).getByRole("button", { name: "Cancel the text" }));
  expect(await screen.findByText("This text is not scheduled any more.")).toBeVisible();
  gone = false;
  await user.click(within(question).getByRole("button", { name: "Cancel the text" }));
  await waitFor(() => expect(screen.queryByTestId("scheduled")).toBeNull());
});

test("who may not write there sees it and changes nothing", async () => {
  const lines = USUAL["GET /lines"] as { items: object[] };
  world([planned()], { "GET /lines": { items: lines.items.map((line) => ({ ...line, mine: false })) } });
  visit("/t/l1-c1");
  const bubble = await screen.findByTestId("scheduled");
  await screen.findByRole("textbox", { name: "Message" });
  expect(within(bubble).queryByRole("button")).toBeNull();
});

test("the afternoon is offered while it is to come", () => {
  const day = (hour: number, minute = 0) => new Date(2026, 5, 10, hour, minute);
  expect(usualMoments(day(8)).map((one) => one.at)).toEqual([day(17), new Date(2026, 5, 11, 9)]);
  expect(usualMoments(day(16, 46)).map((one) => one.at)).toEqual([new Date(2026, 5, 11, 9)]);
});
