import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { LineShape } from "@/api/types.gen";
import { aLine, aPerson } from "@/test/fixtures";
import { type Seen, serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";
import { federal, withDays } from "./holidays";
import { draftOf, speechWords } from "./lineHours";

const ADMIN = aPerson({ role: "admin", may: ["answer", "manage_lines"] });
const HERE = "/settings/lines/l1/hours";

function world(line: Partial<LineShape>, answers: unknown[] = []) {
  const known = aLine(line);
  const log = serve({
    ...USUAL,
    "GET /me": ADMIN,
    "GET /lines": { items: [known] },
    "PATCH /lines/l1": (seen: Seen) => answers.shift() ?? { ...known, ...(seen.body as object) },
  });
  return () => log.filter((seen) => seen.call === "PATCH /lines/l1").map((seen) => seen.body);
}

it("opens a line on workdays, with a break on Friday, and closes it on the others", async () => {
  const patches = world({});
  const { user } = visit(HERE);
  await user.click(await screen.findByRole("checkbox", { name: "This line has office hours" }));
  expect(screen.getByRole("checkbox", { name: "Saturday" })).not.toBeChecked();
  await user.click(screen.getByRole("checkbox", { name: "Monday" }));
  await user.click(screen.getByRole("button", { name: "Add hours to Friday" }));
  const end = screen.getByLabelText("Friday, part 2, to");
  await user.clear(end);
  await user.type(end, "00:00");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(patches()).toHaveLength(1));
  const { hours } = patches()[0] as { hours: { weekday: string; begins: string; ends: string }[] };
  expect(hours.map(({ weekday, begins, ends }) => `${weekday} ${begins}-${ends}`)).toEqual([
    "tuesday 09:00-17:00",
    "wednesday 09:00-17:00",
    "thursday 09:00-17:00",
    "friday 09:00-17:00",
    "friday 18:00-24:00",
  ]);
});

it("does not take a line without one open day for one that is always open", async () => {
  const patches = world({ hours: [{ weekday: "monday", begins: "09:00", ends: "17:00" }] });
  const { user } = visit(HERE);
  await user.click(await screen.findByRole("checkbox", { name: "Monday" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/Open it on one day at least/)).toBeVisible();
  expect(patches()).toEqual([]);
});

it("keeps holidays in order and shows what is wrong at the very field", async () => {
  const patches = world({ holidays: [{ day: "2099-12-25", name: "Christmas", message: "" }] }, [
    invalid({ "holidays.0.name": "Name the day in 1 to 40 characters." }),
  ]);
  const { user } = visit(HERE);
  await user.click(await screen.findByRole("button", { name: "Add a day" }));
  await user.type(screen.getAllByLabelText("Day")[1] as HTMLElement, "2099-07-04");
  await user.click(screen.getByRole("button", { name: "Save" }));
  const fault = await screen.findByText("Name the day in 1 to 40 characters.");
  const field = screen.getAllByLabelText("Name")[0] as HTMLElement;
  expect(field).toHaveAccessibleDescription(fault.textContent ?? "");
  expect(field).toHaveFocus();
  await user.type(field, "Our day");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(patches()).toHaveLength(2));
  const { holidays } = patches()[1] as { holidays: { day: string; name: string }[] };
  expect(holidays.map(({ day, name }) => [day, name])).toEqual([
    ["2099-07-04", "Our day"],
    ["2099-12-25", "Christmas"],
  ]);
});

it("counts what is said while it is closed, and switching it off empties it", async () => {
  const hours = [{ weekday: "monday" as const, begins: "09:00", ends: "17:00" }];
  const patches = world({ hours, away_message: "We are closed." });
  const { user } = visit(HERE);
  const text = await screen.findByLabelText("Text while closed");
  expect(text).toHaveAccessibleDescription(expect.stringContaining("306 left"));
  await user.click(text);
  await user.paste("x".repeat(330));
  expect(screen.getByText("Say it in at most 320 characters.")).toBeVisible();
  await user.click(screen.getByRole("checkbox", { name: /Say something by itself/ }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(patches()).toEqual([{ away_message: "" }]));
});

it("shows who may not change it what holds", async () => {
  const hours = [{ weekday: "monday" as const, begins: "09:00", ends: "17:00" }];
  serve({ ...USUAL, "GET /lines": { items: [aLine({ hours, open: false })] } });
  const { user } = visit("/settings/lines/l1");
  const row = await screen.findByRole("link", { name: /Hours & holidays/ });
  expect(within(row).getByText("Closed now")).toBeVisible();
  await user.click(row);
  expect(await screen.findByText("Nothing is sent by itself")).toBeVisible();
  expect(screen.getAllByText("Mon 9:00 AM to 5:00 PM")[0]).toBeVisible();
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
});

it("knows the federal holidays of a year, and adds only those to come", () => {
  const days = federal(2027).map(({ day }) => day);
  expect(days).toEqual([
    "2027-01-01",
    "2027-01-18",
    "2027-02-15",
    "2027-05-31",
    "2027-06-19",
    "2027-07-04",
    "2027-09-06",
    "2027-10-11",
    "2027-11-11",
    "2027-11-25",
    "2027-12-25",
  ]);
  const known = [{ day: "2027-12-25", name: "Ours", message: "" }];
  expect(withDays(known, federal(2027), "2027-11-01").map(({ day, name }) => `${day} ${name}`)).toEqual([
    "2027-11-11 Veterans Day",
    "2027-11-25 Thanksgiving Day",
    "2027-12-25 Ours",
  ]);
});

it("says when a line speaks by itself", () => {
  const line = aLine({ away_message: "Closed." });
  expect(speechWords(draftOf(line), line)).toMatch(/^Never: this line is always open/);
  expect(speechWords({ ...draftOf(line), timed: true }, line)).toMatch(/^Sent once/);
  expect(speechWords({ ...draftOf(line), speaks: false }, line)).toMatch(/switched off/);
  expect(speechWords(draftOf(line), { ...line, backing: "bot" })).toMatch(/a bot answers/);
});
