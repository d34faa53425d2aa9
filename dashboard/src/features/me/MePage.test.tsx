import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { Me, MePatch } from "@/api/types.gen";
import { renderApp, signedIn } from "@/test/app";
import { aPerson } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";

const changed = (seen: Seen) => {
  const patch = seen.body as MePatch;
  const known = aPerson();
  return aPerson({
    events: { ...known.events, ...(patch.events as object) },
    quiet: patch.quiet === undefined ? null : (patch.quiet as Me["quiet"]),
    copies: patch.copies === undefined ? "text" : patch.copies,
  });
};
const patches = (log: Seen[]) => log.filter((seen) => seen.call === "PATCH /me").map((seen) => seen.body);

/** The user pool, asked whether the person has the code at sign-in on. */
const POOL = { "POST /cognito/": { Username: "u1" } };

beforeEach(signedIn);

test("alerts of each event and copies are the person's own choice", async () => {
  const log = serve({ ...POOL, "GET /me": aPerson(), "PATCH /me": changed });
  renderApp("/me");
  await userEvent.click(await screen.findByRole("checkbox", { name: "Leads: Email" }));
  await waitFor(() => expect(screen.getByRole("checkbox", { name: "Leads: Email" })).toBeChecked());
  expect(screen.getByRole("checkbox", { name: "New answers: Email" })).not.toBeChecked();
  await userEvent.click(screen.getByRole("radio", { name: /No copy/ }));
  await waitFor(() =>
    expect(patches(log)).toEqual([{ events: { lead: ["text", "email"] } }, { copies: null }]),
  );
});

test("a name that was emptied is said to be missing, and the old one stays", async () => {
  const log = serve({ ...POOL, "GET /me": aPerson(), "PATCH /me": changed });
  renderApp("/me");
  const name = await screen.findByLabelText("Name");
  const save = within(name.closest("form") as HTMLElement).getByRole("button", { name: "Save" });
  await userEvent.clear(name);
  await userEvent.type(name, " ");
  await userEvent.click(save);
  expect(name).toBeInvalid();
  expect(name).toHaveAccessibleDescription(/give yourself a name/);
  expect(patches(log)).toEqual([]);
  await userEvent.type(name, "Robin");
  await userEvent.click(save);
  await waitFor(() => expect(patches(log)).toEqual([{ name: "Robin" }]));
  expect(name).toBeValid();
});

test("quiet hours are turned on for the night by the clocks here, and changed", async () => {
  const log = serve({ ...POOL, "GET /me": aPerson(), "PATCH /me": changed });
  renderApp("/me");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await userEvent.click(await screen.findByRole("checkbox", { name: /by email only/ }));
  const from = await screen.findByLabelText("From");
  expect(from).toHaveValue("22:00");
  fireEvent.change(from, { target: { value: "21:30" } });
  const form = within(from.closest("form") as HTMLElement);
  await userEvent.click(form.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(patches(log)).toHaveLength(2));
  expect(patches(log)).toEqual([
    { quiet: { begins: "22:00", ends: "07:00", zone } },
    { quiet: { begins: "21:30", ends: "07:00", zone } },
  ]);
});

test("a choice that cannot be is told with its remedy", async () => {
  const refusal = problem(422, "invalid", "Some fields.", {
    fields: { alerts: "Texts need a phone of your own." },
  });
  serve({
    ...POOL,
    "GET /me": aPerson({
      phone: null,
      events: { message: ["email"], lead: [], mention: [], escalation: [] },
    }),
    "PATCH /me": refusal,
  });
  renderApp("/me");
  await userEvent.click(await screen.findByRole("checkbox", { name: "New answers: Text" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Texts need a phone of your own.");
});

test("alerts on devices can be taken off once no device is left, and email is said to be used", async () => {
  const known = aPerson({ alerts: ["push"] }).events;
  const log = serve({
    ...POOL,
    "GET /me": aPerson({ alerts: ["push"], events: { ...known, message: ["push"] } }),
    "PATCH /me": changed,
  });
  renderApp("/me");
  const box = await screen.findByRole("checkbox", { name: "New answers: Device" });
  expect(box).toBeChecked();
  expect(screen.getByText("No device is left: email is used.")).toBeVisible();
  await userEvent.click(box);
  await waitFor(() => expect(patches(log)).toEqual([{ events: { message: [] } }]));
  await waitFor(() => expect(screen.queryByText(/No device is left/)).not.toBeInTheDocument());
  expect(screen.queryByRole("checkbox", { name: /Device/ })).not.toBeInTheDocument();
});

test("where another way was chosen as well, that one is said to be used", async () => {
  serve({ ...POOL, "GET /me": aPerson({ events: { ...aPerson().events, lead: ["text", "push"] } }) });
  renderApp("/me");
  expect(await screen.findByText("No device is left: the other ways are used.")).toBeVisible();
});

test("signing out leads to the sign-in and forgets the tokens", async () => {
  serve({ ...POOL, "GET /me": aPerson() });
  renderApp("/me");
  await userEvent.click(await screen.findByRole("button", { name: "Sign out" }));
  expect(await screen.findByLabelText("Password")).toBeVisible();
  expect(localStorage.getItem("parley.session")).toBeNull();
});
