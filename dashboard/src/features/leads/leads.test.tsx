import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test } from "vitest";
import type { ContactShape, LeadShape } from "@/api/types.gen";
import { renderApp, signedIn } from "@/test/app";
import { aMessage, aPerson, aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";
import { clock, happened, span } from "./words";

const manager = aPerson({ role: "manager", may: ["answer", "initiate", "edit_contacts", "assign"] });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const HERE = { away: false, until: null, deputy: null, leads: null };
const SAM = { ...HERE, id: "p2", name: "Sam Two", leads: 2 };
const RILEY = { ...HERE, id: "p1", name: "Riley One" };

function aLead(over: Partial<LeadShape> = {}): LeadShape {
  return {
    id: "l1-c1",
    thread: "l1-c1",
    contact: { id: "c1", name: "Alma Ashby", phone: "+12025550110" },
    line: { id: "l1", number: "+18005550101", label: "Brand" },
    owner: null,
    stage: "new",
    source: "form",
    since: minutesAgo(20),
    clock: minutesAgo(20),
    due: minutesAgo(5),
    waits: true,
    overdue: true,
    first_text_at: null,
    version: 3,
    created_at: minutesAgo(20),
    evidence: { wording: "Brand may text me." },
    history: [{ what: "came", at: minutesAgo(20), by: null, owner: null, stage: "new", note: "" }],
    owners: [SAM, { ...RILEY, away: true, deputy: { id: "p2", name: "Sam Two" } }],
    ...over,
  };
}

const CONTACT: ContactShape = {
  id: "c1",
  phone: "+12025550110",
  name: "Alma Ashby",
  first_name: "Alma",
  last_name: "Ashby",
  email: "alma@example.com",
  status: "",
  package: "",
  location: "",
  zone: "",
  region: "",
  postcode: "",
  tags: ["fair"],
  custom: {},
  source: "form",
  created_at: minutesAgo(20),
};
const given = { ...aLead(), owner: { id: "p2", name: "Sam Two" }, stage: "assigned" as const, version: 4 };
const sent = (log: Seen[], call: string) => log.filter((seen) => seen.call === call).map((seen) => seen.body);

beforeEach(signedIn);

test("a manager sees first the leads that nobody has, with clocks that run", async () => {
  const log = serve({ "GET /me": manager, "GET /leads": { items: [aLead()] } });
  renderApp("/leads");
  const list = await screen.findByRole("list", { name: "Unassigned leads" });
  expect(within(list).getByText("Alma Ashby")).toBeVisible();
  expect(within(list).getByText(/^Late: waits (19|20) min$/)).toBeVisible();
  expect(log.find((seen) => seen.call === "GET /leads")?.query.get("view")).toBe("unassigned");
});

test("a rep sees its own, by stage if it wants", async () => {
  const log = serve({ "GET /me": aPerson(), "GET /leads": { items: [] } });
  renderApp("/leads");
  expect(await screen.findByText("No leads here")).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText("Stage"), "Won");
  expect(await screen.findByText("No leads at Won")).toBeVisible();
  const asked = log.filter((seen) => seen.call === "GET /leads").map((seen) => String(seen.query));
  expect(asked).toEqual(["view=mine", "view=mine&stage=won"]);
});

test("a manager gives a lead to somebody, with a note", async () => {
  const log = serve({
    "GET /me": manager,
    "GET /leads/l1-c1": aLead(),
    "POST /leads/l1-c1/assign": given,
  });
  renderApp("/leads/l1-c1");
  await userEvent.click(await screen.findByRole("button", { name: "Assign" }));
  const sheet = screen.getByRole("dialog", { name: "Who gets this lead?" });
  const people = await within(sheet).findAllByRole("radio");
  expect(people.map((one) => one.closest("label")?.textContent)).toEqual([
    "STSam Two2 open leads",
    "RORiley OneAway until further notice, Sam Two stands in",
    "Nobody: back into the queue",
  ]);
  for (const one of people) expect(one).not.toBeChecked();
  expect(within(sheet).getByRole("button", { name: "Give it" })).toBeDisabled();
  await userEvent.click(within(sheet).getByRole("radio", { name: /^Riley One/ }));
  await userEvent.click(within(sheet).getByRole("radio", { name: /^Sam Two/ }));
  await userEvent.type(within(sheet).getByLabelText("Note"), "Yours");
  await userEvent.click(within(sheet).getByRole("button", { name: "Give it" }));
  expect(await screen.findByText("Sam Two has it")).toBeVisible();
  expect(sent(log, "POST /leads/l1-c1/assign")).toEqual([{ owner: "p2", note: "Yours", version: 3 }]);
});

test("who was slower sees what the other did", async () => {
  let lead: object = aLead();
  serve({
    "GET /me": manager,
    "GET /leads/l1-c1": () => lead,
    "POST /leads/l1-c1/assign": () => {
      lead = { ...given, owner: { id: "p1", name: "Riley One" } };
      return problem(409, "lead_moved", "Somebody else has changed this lead meanwhile. Look at it again.");
    },
  });
  renderApp("/leads/l1-c1");
  await userEvent.click(await screen.findByRole("button", { name: "Assign" }));
  await userEvent.click(await screen.findByRole("radio", { name: /^Sam Two/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Give it" }));
  expect(await screen.findByText(/Somebody else has changed this lead/)).toBeVisible();
  expect(await screen.findByText("Riley One has it")).toBeVisible();
});

test("a rep takes a lead, writes the first text and moves it along", async () => {
  let lead: LeadShape = aLead({ owners: [RILEY] });
  const log = serve({
    "GET /me": aPerson(),
    "GET /leads/l1-c1": () => lead,
    "POST /leads/l1-c1/assign": () => {
      lead = { ...lead, owner: { id: "p1", name: "Riley One" }, stage: "assigned", version: 4 };
      return lead;
    },
    "PATCH /leads/l1-c1": () => ({ ...lead, stage: "qualified", version: 5 }),
  });
  renderApp("/leads/l1-c1");
  await userEvent.click(await screen.findByRole("button", { name: "Take this lead" }));
  const link = await screen.findByRole("link", { name: "Write first text" });
  expect(link).toHaveAttribute("href", "/new?to=c1&line=l1");
  await userEvent.selectOptions(await screen.findByLabelText("Stage"), "Qualified");
  await waitFor(() => expect(screen.getByLabelText("Stage")).toHaveDisplayValue("Qualified"));
  expect(sent(log, "POST /leads/l1-c1/assign")).toEqual([{ owner: "p1", note: "", version: 3 }]);
  expect(sent(log, "PATCH /leads/l1-c1")).toEqual([{ stage: "qualified", note: "", version: 4 }]);
});

test.each([
  ["pending", "has not confirmed with YES yet"],
  ["no", "opted out of this line"],
  ["none", "has not agreed to texts"],
])("a lead that may not be texted says so instead of offering it: %s", async (state, words) => {
  serve({
    "GET /me": manager,
    "GET /leads/l1-c1": aLead(),
    "GET /contacts/c1": { ...CONTACT, consents: [{ line: aLead().line, state, thread: null }] },
  });
  renderApp("/leads/l1-c1");
  expect(await screen.findByText(new RegExp(words))).toHaveTextContent("Alma Ashby cannot be texted now.");
  expect(screen.queryByRole("link", { name: "Write first text" })).toBeNull();
  expect(screen.getByRole("button", { name: "Assign" })).toBeVisible();
});

test("a lead shows its contact, its consent and its journey", async () => {
  serve({
    "GET /me": manager,
    "GET /leads/l1-c1": aLead(),
    "GET /contacts/c1": { ...CONTACT, consents: [{ line: aLead().line, state: "yes", thread: "l1-c1" }] },
    "GET /threads/l1-c1/messages": { items: [aMessage({ body: "Is it left?", at: minutesAgo(10) })] },
  });
  renderApp("/leads/l1-c1");
  const contact = await screen.findByRole("region", { name: /^Contact/ });
  expect(await within(contact).findByText("alma@example.com")).toBeVisible();
  expect(within(contact).getByText("#fair")).toBeVisible();
  expect(within(contact).getByRole("button", { name: /Opted in/ })).toBeVisible();
  const journey = await screen.findByRole("list", { name: "Journey" });
  expect(
    within(journey)
      .getAllByRole("listitem")
      .map((step) => step.querySelector("p")?.textContent),
  ).toEqual(["Wrote", "Came in"]);
});

test("a lead nobody has texted with has its own steps alone", async () => {
  serve({
    "GET /me": manager,
    "GET /leads/l1-c1": aLead(),
    "GET /contacts/c1": CONTACT,
    "GET /threads/l1-c1/messages": problem(404, "not_found", "Not found"),
  });
  renderApp("/leads/l1-c1");
  const journey = await screen.findByRole("list", { name: "Journey" });
  expect(within(journey).getByText("Came in")).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("a lead that is not there says so", async () => {
  serve({ "GET /me": manager });
  renderApp("/leads/l1-c9");
  expect(await screen.findByText("This lead is not here")).toBeVisible();
});

test("a conversation becomes a lead, and then leads to it", async () => {
  const log = serve({
    "GET /me": aPerson(),
    "GET /lines": { items: [] },
    "GET /threads": { items: [] },
    "GET /threads/l1-c1": aThread(),
    "GET /threads/l1-c1/messages": { items: [aMessage()] },
    "POST /threads/l1-c1/lead": given,
    "GET /leads/l1-c1": given,
  });
  const { router } = renderApp("/t/l1-c1");
  await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Create lead" }));
  const sheet = screen.getByRole("dialog", { name: "Create lead" });
  await userEvent.type(within(sheet).getByLabelText("Email"), "alma@example.com");
  await userEvent.click(within(sheet).getByRole("button", { name: "Create lead" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/leads/l1-c1"));
  expect(sent(log, "POST /threads/l1-c1/lead")).toEqual([
    { first_name: "", last_name: "", email: "alma@example.com" },
  ]);
});

describe("words", () => {
  test("spans are told in the unit that matters", () => {
    const minute = 60_000;
    expect([-1, 0, 59, 60, 125, 48 * 60, 100 * 60].map((many) => span(many * minute))).toEqual([
      "0 min",
      "0 min",
      "59 min",
      "1 h",
      "2 h 5 min",
      "2 days",
      "4 days",
    ]);
  });

  test("a clock that stopped tells how soon, and one without a text nothing", () => {
    const since = "2026-11-20T10:00:00Z";
    const stopped = aLead({ since, clock: since, waits: false, first_text_at: "2026-11-20T10:04:00Z" });
    expect(clock(stopped, Date.now())).toEqual({ words: "Written to after 4 min", late: false });
    expect(clock(aLead({ waits: false }), Date.now())).toBeNull();
    expect(clock(aLead({ since, clock: since, due: null }), Date.parse(since) + 9e6)?.late).toBe(false);
  });

  test("a clock begins with YES, and until then tells what it waits for", () => {
    const since = "2026-11-20T10:00:00Z";
    const noon = Date.parse("2026-11-20T12:00:00Z");
    const asked = aLead({ since, clock: null, due: null });
    expect(clock(asked, noon)).toEqual({ words: "Waits for YES", late: false });
    const agreed = aLead({ since, clock: "2026-11-20T11:50:00Z", due: "2026-11-20T12:05:00Z" });
    expect(clock(agreed, noon)).toEqual({ words: "Waits 10 min", late: false });
    const called = aLead({ since, clock: null, waits: false, first_text_at: "2026-11-20T10:04:00Z" });
    expect(clock(called, noon)).toEqual({ words: "Written to after 4 min", late: false });
  });

  test("history says who did it", () => {
    const event = {
      at: "2026-11-20T10:00:00Z",
      stage: "won",
      note: "",
      owner: { id: "p2", name: "Sam" },
    } as const;
    expect(happened({ ...event, what: "assigned", by: null })).toBe("Given to Sam by a rule");
    expect(happened({ ...event, what: "staged", by: { id: "p1", name: "Riley" } })).toBe(
      "Moved to Won by Riley",
    );
    expect(happened({ ...event, what: "reminded", by: null })).toBe("Nobody had written: reminder sent");
  });
});
