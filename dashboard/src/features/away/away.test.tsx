import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { AbsenceShape, AbsenceList as Absences } from "@/api/types.gen";
import { aPerson } from "@/test/fixtures";
import { type Seen, serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";
import { usualEnds } from "./words";

const ROBIN = { id: "p2", name: "Robin Two", away: false };
const ALEX = { id: "p3", name: "Alex Three", away: true };
const ME = { id: "p1", name: "Riley One", away: false };
const SOON = new Date(Date.now() + 3_600_000).toISOString();

function anAbsence(over: Partial<AbsenceShape> = {}): AbsenceShape {
  return {
    id: "a1",
    person: { id: "p1", name: "Riley One" },
    starts: "2026-03-01T10:00:00Z",
    ends: SOON,
    week: [],
    zone: "",
    message: "Back soon.",
    backups: [{ id: "p2", name: "Robin Two" }],
    now: true,
    until: SOON,
    deputy: { id: "p2", name: "Robin Two" },
    ...over,
  };
}

/** An API that keeps absences, also what was; managers' rights only where they are asked for. */
function world(items: AbsenceShape[], more: object = {}) {
  const state: Absences = { items, people: [ME, ROBIN, ALEX] };
  const log = serve({
    ...USUAL,
    "GET /me": aPerson(),
    "GET /absences": () => state,
    "POST /absences": (seen: Seen) => {
      const made = anAbsence({ ends: (seen.body as { ends: string }).ends });
      state.items = [...state.items, made];
      return made;
    },
    "DELETE /absences/a1": () => {
      state.items = state.items.map((one) => ({ ...one, ends: new Date().toISOString(), now: false }));
      return null;
    },
    ...more,
  });
  return (call: string) => log.filter((seen) => seen.call === call).map((seen) => seen.body);
}

it("goes away by one tap, saying what was said last time, and comes back by another", async () => {
  const past = anAbsence({ ends: "2026-03-02T10:00:00Z", now: false, until: null, deputy: null });
  const calls = world([past]);
  const { user } = visit("/away");
  await user.click(await screen.findByRole("button", { name: /^Until tomorrow morning/ }));
  const banner = await screen.findByText(/You are away until/);
  expect(banner.closest("p")).toHaveTextContent("Robin Two stands in.");
  expect(calls("POST /absences")).toEqual([
    {
      ends: usualEnds(new Date())
        .find(({ label }) => label.includes("tomorrow"))
        ?.at.toISOString(),
      message: "Back soon.",
      backups: ["p2"],
    },
  ]);
  await user.click(screen.getByRole("button", { name: "I am back" }));
  await waitFor(() => expect(screen.queryByText(/You are away until/)).toBeNull());
});

it("says above the buttons what they apply", async () => {
  world([]);
  visit("/away");
  const what = await screen.findByText(/Nobody stands in: the managers answer · no message is sent/);
  const first = screen.getByRole("button", { name: /^Until tomorrow morning/ });
  expect(what.compareDocumentPosition(first)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it("asks at the days, and nowhere else, on which of them one is away every week", async () => {
  const calls = world([]);
  const { user } = visit("/away");
  await user.click(await screen.findByRole("button", { name: /every week/i }));
  const dialog = await screen.findByRole("dialog", { name: "Away every week" });
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  const days = within(dialog).getByRole("group", { name: /Away each week on/ });
  expect(within(days).getByRole("alert")).toHaveTextContent("Choose the days.");
  expect(within(dialog).getByLabelText("Until")).not.toBeInvalid();
  expect(calls("POST /absences")).toEqual([]);
  await user.click(within(days).getByRole("checkbox", { name: "Friday" }));
  expect(within(days).queryByRole("alert")).toBeNull();
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls("POST /absences")).toHaveLength(1));
});

it("ends this time of a weekly absence and keeps the others", async () => {
  const week = [{ weekday: "friday" as const, begins: "13:00", ends: "24:00" }];
  const calls = world([anAbsence({ week, ends: null })], { "PATCH /absences/a1": anAbsence({ now: false }) });
  const { user } = visit("/");
  await user.click(await screen.findByRole("button", { name: "I am back" }));
  await waitFor(() => expect(calls("PATCH /absences/a1")).toEqual([{ starts: SOON }]));
  expect(calls("DELETE /absences/a1")).toEqual([]);
});

it("tells on every screen for whom one stands in, and until when", async () => {
  world([anAbsence({ person: { id: "p2", name: "Robin Two" }, deputy: { id: "p1", name: "Riley One" } })]);
  visit("/");
  expect(await screen.findByRole("link", { name: /^You stand in for Robin Two until/ })).toHaveAttribute(
    "href",
    "/away",
  );
  expect(screen.queryByRole("button", { name: "I am back" })).toBeNull();
});

it("goes away once where it is tapped twice", async () => {
  const calls = world([]);
  visit("/away");
  const morning = await screen.findByRole("button", { name: /^Until tomorrow morning/ });
  fireEvent.click(morning);
  fireEvent.click(morning);
  await screen.findByText(/You are away until/);
  expect(calls("POST /absences")).toHaveLength(1);
});

it("names each for whom one stands in once", async () => {
  const away = { person: { id: "p2", name: "Robin Two" }, deputy: { id: "p1", name: "Riley One" } };
  world([anAbsence(away), anAbsence({ ...away, id: "a2" })]);
  visit("/");
  const banner = await screen.findByRole("link", { name: /^You stand in for Robin Two until/ });
  expect(banner.textContent?.match(/Robin Two/g)).toHaveLength(1);
});

it("says so where nobody stands in", async () => {
  world([anAbsence({ deputy: null })]);
  visit("/");
  expect(await screen.findByText(/Nobody stands in: new texts go to the managers/)).toBeVisible();
});

it("plans every Friday afternoon with backups in order, and names the field that is wrong", async () => {
  const answers = [
    invalid({ backups: "Somebody is named twice.", "week.0": "Let it end after it begins." }),
    anAbsence(),
  ];
  const calls = world([], { "POST /absences": () => answers.shift() });
  const { user } = visit("/away");
  await user.click(await screen.findByRole("button", { name: "Every week…" }));
  const form = await screen.findByRole("form", { name: "Absence" });
  await user.click(within(form).getByRole("checkbox", { name: "Friday" }));
  await user.selectOptions(
    within(form).getByRole("combobox", { name: "Who stands in" }),
    "Alex Three (away)",
  );
  await user.selectOptions(within(form).getByRole("combobox", { name: "Who stands in" }), "Robin Two");
  const order = within(form).getByRole("list", { name: "Who stands in, in order" });
  expect(
    within(order)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(["1.Alex ThreeAway", "2.Robin TwoThere"]);
  await user.click(within(form).getByRole("button", { name: "Ask Robin Two earlier" }));
  await user.click(within(form).getByRole("button", { name: "Save" }));
  expect(await within(form).findByText("Somebody is named twice.")).toBeVisible();
  expect(within(form).getByText("Let it end after it begins.")).toBeVisible();
  await user.click(within(form).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("form")).toBeNull());
  expect(calls("POST /absences")[1]).toMatchObject({
    ends: null,
    week: [{ weekday: "friday", begins: "13:00", ends: "24:00" }],
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    backups: ["p2", "p3"],
  });
});

it("leaves an absence the clock by which its week counts, and says by which", async () => {
  const week = [{ weekday: "friday" as const, begins: "13:00", ends: "24:00" }];
  const abroad = anAbsence({ ends: null, week, zone: "Asia/Tokyo" });
  const own = { ...abroad, id: "a2", zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const calls = world([abroad, own], { "PATCH /absences/a1": abroad });
  const { user } = visit("/away");
  const [there, here] = await screen.findAllByTestId("absence");
  expect(there).toHaveTextContent("Fri 1:00 PM to midnight, by Japan Standard Time (Tokyo)");
  expect(here).not.toHaveTextContent("Standard Time");
  await user.click(within(there as HTMLElement).getByRole("button", { name: /^Change/ }));
  const form = await screen.findByRole("form", { name: "Absence" });
  expect(form).toHaveTextContent("By the clock of Japan Standard Time (Tokyo), not by yours.");
  await user.click(within(form).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls("PATCH /absences/a1")).toHaveLength(1));
  expect(calls("PATCH /absences/a1")[0]).toEqual({
    ends: null,
    week,
    message: "Back soon.",
    backups: ["p2"],
  });
});

it("shows managers the whole team, and lets them enter that somebody else is away", async () => {
  const robin = anAbsence({ id: "a2", person: { id: "p2", name: "Robin Two" }, deputy: null });
  const calls = world([robin], { "GET /me": USUAL["GET /me"] });
  const { user } = visit("/away");
  const team = await screen.findByRole("list", { name: "The team's absences" });
  expect(within(team).getByText("Away now")).toBeVisible();
  expect(team).toHaveTextContent("Nobody stands in: the managers answer");
  await user.click(screen.getByRole("button", { name: "Add" }));
  await user.selectOptions(await screen.findByLabelText("Who is away"), "Alex Three");
  await user.type(screen.getByLabelText("Until"), "2099-01-01T09:00");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls("POST /absences")[0]).toMatchObject({ person: "p3" }));
});

it("deletes a planned one after a question", async () => {
  const calls = world([
    anAbsence({ now: false, until: null, deputy: null, starts: SOON, ends: "2099-01-01T09:00:00Z" }),
  ]);
  const { user } = visit("/away");
  await user.click(await screen.findByRole("button", { name: /^Delete: From/ }));
  await user.click(await screen.findByRole("button", { name: "Delete absence" }));
  await waitFor(() => expect(calls("DELETE /absences/a1")).toHaveLength(1));
});

it.each([
  ["2026-11-23T10:00", ["Until tonight", "Until tomorrow morning", "Until Monday"]],
  ["2026-11-23T19:45", ["Until tomorrow morning", "Until Monday"]],
  ["2026-11-29T10:00", ["Until tonight", "Until tomorrow morning"]],
])("offers the moments that are still to come at %s", (now, expected) => {
  expect(usualEnds(new Date(now)).map(({ label }) => label)).toEqual(expected);
});
