import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test } from "vitest";
import type { Figures, LeadRow, LeagueShape } from "@/api/types.gen";
import { renderApp, signedIn } from "@/test/app";
import { aPerson } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";
import { shareWords, targetWords, tookWords } from "./words";

const manager = aPerson({ role: "manager", may: ["answer", "initiate", "edit_contacts", "assign"] });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const riley = { id: "p1", name: "Riley One" };

function aRow(id: string, over: Partial<LeadRow> = {}): LeadRow {
  return {
    id,
    thread: id,
    contact: { id: `c${id}`, name: `Lead ${id}`, phone: "+12025550110" },
    line: { id: "l1", number: "+18005550101", label: "Brand" },
    owner: riley,
    stage: "assigned",
    source: "form",
    since: minutesAgo(20),
    due: minutesAgo(5),
    clock: minutesAgo(20),
    waits: true,
    overdue: true,
    first_text_at: null,
    version: 2,
    ...over,
  };
}

const fresh = aRow("1", { owner: null, stage: "new" });
const board = (rows: LeadRow[]) => (seen: Seen) => ({
  items: rows.filter((row) => row.stage === (seen.query.get("stage") ?? "new")),
});
const asked = (log: Seen[], call: string) =>
  log.filter((seen) => seen.call === call).map((seen) => seen.query.toString() || seen.body);

beforeEach(signedIn);

describe("the board", () => {
  test("has a column a stage, those that nobody has first, with clocks that run", async () => {
    const log = serve({ "GET /me": manager, "GET /leads": board([fresh, aRow("2")]) });
    renderApp("/leads/board");
    const first = await screen.findByRole("region", { name: /^Unassigned/ });
    expect(await within(first).findByText("Lead 1")).toBeVisible();
    expect(within(first).getByText(/^Late: waits/)).toBeVisible();
    expect(
      screen.getAllByRole("heading", { level: 2 }).map((one) => one.textContent?.replace(/\d+$/, "")),
    ).toEqual(["Unassigned", "Assigned", "Contacted", "Qualified", "Won", "Lost"]);
    expect(asked(log, "GET /leads")).toContain("view=all&stage=assigned");
    expect(asked(log, "GET /leads")[0]).toBe("view=unassigned");
  });

  test("leads are brought in from the board as from the list", async () => {
    serve({ "GET /me": manager, "GET /leads": board([]) });
    renderApp("/leads/board");
    expect(await screen.findByRole("link", { name: "Import" })).toHaveAttribute("href", "/leads/import");
  });

  test("a lead moves by its menu, with keys alone", async () => {
    let row = aRow("2");
    const log = serve({
      "GET /me": aPerson(),
      "GET /leads": (seen: Seen) => board([row])(seen),
      "PATCH /leads/2": () => {
        row = { ...row, stage: "qualified", version: 3 };
        return row;
      },
    });
    renderApp("/leads/board");
    (await screen.findByRole("button", { name: "Actions for Lead 2" })).focus();
    await userEvent.keyboard("{Enter}");
    expect(screen.getAllByRole("menuitem").map((one) => one.textContent)).toEqual([
      "Move to Contacted",
      "Move to Qualified",
      "Move to Won",
      "Move to Lost",
    ]);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await waitFor(() =>
      expect(asked(log, "PATCH /leads/2")).toEqual([{ stage: "qualified", note: "", version: 2 }]),
    );
    const qualified = screen.getByRole("region", { name: /^Qualified/ });
    expect(await within(qualified).findByText("Lead 2")).toBeVisible();
    expect(asked(log, "GET /leads")).toContain("view=mine&stage=assigned");
  });

  test("a rep takes what nobody has, and is told where somebody was faster", async () => {
    const log = serve({
      "GET /me": aPerson(),
      "GET /leads": board([fresh]),
      "POST /leads/1/assign": problem(409, "lead_moved", "Somebody else has changed this lead meanwhile."),
    });
    renderApp("/leads/board");
    await userEvent.click(await screen.findByRole("button", { name: "Actions for Lead 1" }));
    await userEvent.click(screen.getByRole("menuitem", { name: "Take this lead" }));
    expect(await screen.findByText(/Somebody else has changed this lead/)).toBeVisible();
    expect(asked(log, "POST /leads/1/assign")).toEqual([{ owner: "p1", note: "", version: 2 }]);
  });

  test("a manager gives a lead away from the board", async () => {
    serve({
      "GET /me": manager,
      "GET /leads": board([fresh]),
      "GET /leads/1": { ...fresh, created_at: fresh.since, evidence: {}, history: [], owners: [] },
    });
    renderApp("/leads/board");
    await userEvent.click(await screen.findByRole("button", { name: "Actions for Lead 1" }));
    await userEvent.click(screen.getByRole("menuitem", { name: "Assign to…" }));
    expect(await screen.findByRole("radio", { name: /Nobody/ })).not.toBeChecked();
  });

  test("is a way to look at leads on every screen", async () => {
    serve({ "GET /me": manager, "GET /leads": { items: [] } });
    renderApp("/leads");
    await userEvent.click(await screen.findByRole("link", { name: "Board" }));
    expect(await screen.findByRole("region", { name: /^Lost/ })).toBeVisible();
  });
});

const none: Figures = {
  leads: 0,
  contacted: 0,
  median: null,
  ninety: null,
  aimed: 0,
  within: 0,
  overdue: 0,
  won: 0,
};
const some: Figures = {
  leads: 9,
  contacted: 8,
  median: 45,
  ninety: 7500,
  aimed: 8,
  within: 6,
  overdue: 1,
  won: 2,
};

function aLeague(over: Partial<LeagueShape> = {}): LeagueShape {
  return {
    days: 30,
    since: minutesAgo(30 * 24 * 60),
    people: [
      { ...some, person: riley },
      { ...none, leads: 1, person: null },
    ],
    sources: [
      { ...some, source: "form" },
      { ...none, leads: 1, source: "text" },
    ],
    total: { ...some, leads: 10 },
    every: true,
    target: 15,
    office_hours: false,
    read: 500,
    more: false,
    ...over,
  };
}

describe("speed", () => {
  test("a manager sees everybody's, in all and by how leads came in", async () => {
    const log = serve({
      "GET /me": manager,
      "GET /leads/league": (seen: Seen) => aLeague({ days: Number(seen.query.get("days")), more: true }),
    });
    renderApp("/leads/speed");
    const people = await screen.findByRole("list", { name: "By person" });
    const [first, last] = within(people).getAllByRole("listitem");
    expect(first).toHaveTextContent(/Riley One1 late now.*Half within45 s9 of 10 within2 h 5 minIn time75%/);
    expect(last).toHaveTextContent(/Unassigned.*Half within–/);
    expect(screen.getByText(/Of more than 500 leads these are the latest 500/)).toBeVisible();
    expect(
      within(screen.getByRole("list", { name: "By how they came in" })).getAllByRole("listitem"),
    ).toHaveLength(2);
    await userEvent.click(screen.getByRole("button", { name: "7 days" }));
    await waitFor(() => expect(asked(log, "GET /leads/league")).toEqual(["days=30", "days=7"]));
  });

  test("a rep sees its own alone", async () => {
    const mine = { ...some, person: riley };
    serve({
      "GET /me": aPerson(),
      "GET /leads/league": aLeague({ every: false, people: [mine], sources: [] }),
    });
    renderApp("/leads/speed");
    expect(await screen.findByRole("heading", { name: "You" })).toBeVisible();
    expect(screen.queryByText("All")).toBeNull();
  });

  test("nothing in the period says so", async () => {
    serve({ "GET /me": aPerson(), "GET /leads/league": aLeague({ people: [], sources: [], total: none }) });
    renderApp("/leads/speed");
    expect(await screen.findByText("No leads in 30 days")).toBeVisible();
  });

  test("what cannot be fetched is asked for again", async () => {
    let down = true;
    serve({
      "GET /me": aPerson(),
      "GET /leads/league": () => (down ? problem(404, "not_found", "Gone") : aLeague()),
    });
    renderApp("/leads/speed");
    await screen.findByRole("alert");
    down = false;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("list", { name: "By person" })).toBeVisible();
  });

  test("words", () => {
    expect([null, 0, 59, 60, 7200].map(tookWords)).toEqual(["–", "0 s", "59 s", "1 min", "2 h"]);
    expect([shareWords(0, 0), shareWords(1, 3), shareWords(3, 3)]).toEqual(["–", "33%", "100%"]);
    expect(targetWords(aLeague({ target: 0, office_hours: true }))).toMatch(
      /^There is no target.*line is open count/,
    );
    expect(targetWords(aLeague())).toMatch(/^In time is a first text within 15 min, or a stage/);
  });
});
