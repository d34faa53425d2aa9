import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { renderApp, signedIn } from "@/test/app";
import { aMessage, aPerson, aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";

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

const SETTLE = "POST /quarantine/1";
const ready = { ...text, to: "+18005550101", line: { id: "l1", number: "+18005550101", label: "Own line" } };
const said = (log: Seen[]) => log.filter((seen) => seen.call === SETTLE).map((seen) => seen.body);

/** A list of one text, which is gone once it is settled. */
function world(kept: object, answer: (seen: Seen) => unknown) {
  let items = [kept];
  return serve({
    "GET /me": manager,
    "GET /lines": { items: [] },
    "GET /quarantine": () => ({ items, cursor: null }),
    "GET /threads": { items: [] },
    "GET /threads/l1-c9": aThread({ id: "l1-c9" }),
    "GET /threads/l1-c9/messages": { items: [aMessage({ body: "Is anyone there?" })] },
    [SETTLE]: (seen: Seen) => {
      const given = answer(seen);
      if (!(given instanceof Response)) items = [];
      return given;
    },
  });
}

test("a text whose line is in use is taken in, and one goes where it stands", async () => {
  const log = world(ready, () => ({ thread: "l1-c9" }));
  const { router } = renderApp("/quarantine");
  expect(await screen.findByText("to Own line, (800) 555-0101")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Take in now: the text of (202) 555-0199" }));
  expect(await screen.findByText("Nothing here")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Open" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/t/l1-c9"));
  expect(said(log)).toEqual([{ take_in: true }]);
});

test("what stands in the way is told, and the text can be dismissed once that is confirmed", async () => {
  const log = world({ ...text, obstacle: "This line is switched off." }, () => ({ thread: null }));
  renderApp("/quarantine");
  expect(await screen.findByText("This line is switched off.")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Take in/ })).toBeNull();
  const dismiss = () => userEvent.click(screen.getByRole("button", { name: /Dismiss: the text/ }));
  await dismiss();
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Cancel" }));
  expect(said(log)).toEqual([]);
  await dismiss();
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Dismiss" }));
  expect(await screen.findByText("Nothing here")).toBeVisible();
  expect(said(log)).toEqual([{ take_in: false }]);
});

test("a refusal says why", async () => {
  world(ready, () => problem(409, "line_off", "This line is switched off. Put it in use first."));
  renderApp("/quarantine");
  await userEvent.click(await screen.findByRole("button", { name: /Take in/ }));
  expect(await screen.findByText("This line is switched off. Put it in use first.")).toBeVisible();
  expect(screen.getByText("Is anyone there?")).toBeVisible();
});
