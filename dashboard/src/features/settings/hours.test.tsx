import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { HoursTable, RegionHours } from "@/api/types.gen";
import { serve } from "@/test/serve";
import { USUAL, visit } from "@/test/usual";

const florida: RegionHours = {
  region: "FL",
  name: "Florida",
  country: "US",
  zones: ["America/New_York", "America/Chicago"],
  day: "2026-11-26",
  open: true,
  window: { opens: "08:00", closes: "20:00" },
  rule: "FL 8-20",
  closed: null,
  sundays: { opens: "08:00", closes: "20:00" },
  holidays: false,
  cap: 3,
  sources: ["Fla. Stat. 501.616(6)", "47 CFR 64.1200(c)(1)"],
  notes: [],
};
const alabama: RegionHours = {
  ...florida,
  region: "AL",
  name: "Alabama",
  open: false,
  window: null,
  rule: "AL no holidays",
  closed: "Thanksgiving Day",
  sundays: null,
  holidays: true,
  cap: null,
};
const table: HoursTable = { date: "2026-11", items: [alabama, florida] };

it("shows today's window of each state, its closed days, its cap and the table's date", async () => {
  serve({ ...USUAL, "GET /settings/hours": table });
  visit("/settings/hours");
  const rows = await screen.findAllByTestId("region");
  expect(rows[0]).toHaveTextContent("Closed: Thanksgiving Day");
  expect(rows[0]).toHaveTextContent("Closed on Sundays and holidays.");
  expect(rows[1]).toHaveTextContent("8:00 AM to 8:00 PM");
  expect(rows[1]).toHaveTextContent("At most 3 in 24 hours.");
  expect(rows[1]).toHaveTextContent("Fla. Stat. 501.616(6)");
  expect(screen.getByText(/As of 2026-11/)).toBeVisible();
});

it("finds a state by name or letters", async () => {
  serve({ ...USUAL, "GET /settings/hours": table });
  const { user } = visit("/settings/hours");
  await screen.findAllByTestId("region");
  await user.type(screen.getByRole("searchbox", { name: "Search states" }), "flor");
  expect(screen.getAllByTestId("region").map((row) => row.dataset.region)).toEqual(["FL"]);
  await user.clear(screen.getByRole("searchbox"));
  await user.type(screen.getByRole("searchbox"), "al");
  expect(screen.getAllByTestId("region").map((row) => row.dataset.region)).toEqual(["AL"]);
  await user.type(screen.getByRole("searchbox"), "zzz");
  expect(screen.getByText("No state has this name.")).toBeVisible();
});
