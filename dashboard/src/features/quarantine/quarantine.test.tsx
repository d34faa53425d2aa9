import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { renderApp, signedIn } from "@/test/app";
import { aPerson } from "@/test/fixtures";
import { serve } from "@/test/serve";

const text = {
  id: "1",
  sender: "+12025550199",
  to: "+18005550199",
  body: "Is anyone there?",
  at: "2026-11-20T12:00:00Z",
};
const manager = aPerson({ role: "manager", may: ["answer", "initiate", "assign"] });

beforeEach(signedIn);

test("a text that found no line is shown with who wrote it and where to", async () => {
  serve({ "GET /me": manager, "GET /quarantine": { items: [text], cursor: null } });
  renderApp("/quarantine");
  expect(await screen.findByText("Is anyone there?")).toBeVisible();
  expect(screen.getByText("(202) 555-0199")).toBeVisible();
  expect(screen.getByText("to (800) 555-0199")).toBeVisible();
});

test("an empty quarantine says what it is for", async () => {
  serve({ "GET /me": manager, "GET /quarantine": { items: [], cursor: null } });
  renderApp("/quarantine");
  expect(await screen.findByText("Nothing here")).toBeVisible();
});

test("who can mend it finds the way there, a rep does not", async () => {
  serve({ "GET /me": manager });
  const shown = renderApp("/settings");
  expect(await screen.findByRole("link", { name: /Quarantine/ })).toHaveAttribute("href", "/quarantine");
  shown.unmount();
  serve({ "GET /me": aPerson() });
  renderApp("/settings");
  expect(await screen.findByRole("link", { name: /Lines/ })).toBeVisible();
  expect(screen.queryByRole("link", { name: /Quarantine/ })).toBeNull();
});
