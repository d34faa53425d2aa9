import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { MePatch } from "@/api/types.gen";
import { renderApp, signedIn } from "@/test/app";
import { aPerson } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";

const changed = (seen: Seen) => {
  const patch = seen.body as MePatch;
  return aPerson({
    alerts: patch.alerts ?? ["text"],
    copies: patch.copies === undefined ? "text" : patch.copies,
  });
};
const patches = (log: Seen[]) => log.filter((seen) => seen.call === "PATCH /me").map((seen) => seen.body);

/** The user pool, asked whether the person has the code at sign-in on. */
const POOL = { "POST /cognito/": { Username: "u1" } };

beforeEach(signedIn);

test("alerts and copies are the person's own choice", async () => {
  const log = serve({ ...POOL, "GET /me": aPerson(), "PATCH /me": changed });
  renderApp("/me");
  await userEvent.click(await screen.findByRole("checkbox", { name: /Email/ }));
  await waitFor(() => expect(screen.getByRole("checkbox", { name: /Email/ })).toBeChecked());
  await userEvent.click(screen.getByRole("radio", { name: /No copy/ }));
  await waitFor(() => expect(patches(log)).toEqual([{ alerts: ["text", "email"] }, { copies: null }]));
});

test("a choice that cannot be is told with its remedy", async () => {
  const refusal = problem(422, "invalid", "Some fields.", {
    fields: { alerts: "Texts need a phone of your own." },
  });
  serve({ ...POOL, "GET /me": aPerson({ phone: null, alerts: ["email"] }), "PATCH /me": refusal });
  renderApp("/me");
  await userEvent.click(await screen.findByRole("checkbox", { name: /Text to my phone/ }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Texts need a phone of your own.");
});

test("signing out leads to the sign-in and forgets the tokens", async () => {
  serve({ ...POOL, "GET /me": aPerson() });
  renderApp("/me");
  await userEvent.click(await screen.findByRole("button", { name: "Sign out" }));
  expect(await screen.findByLabelText("Password")).toBeVisible();
  expect(localStorage.getItem("parley.session")).toBeNull();
});
