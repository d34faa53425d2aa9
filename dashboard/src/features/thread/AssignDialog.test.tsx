import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { LeadStage } from "@/api/types.gen";
import { renderApp, signedIn } from "@/test/app";
import { aLine, aMessage, aPerson, aThread } from "@/test/fixtures";
import { serve } from "@/test/serve";

beforeEach(signedIn);

async function sheet(stage: LeadStage) {
  const there = { away: false, until: null, deputy: null, leads: 0, handle: "" };
  const thread = aThread({ lead: { id: "l1-c1", stage } });
  serve({
    "GET /me": aPerson({ id: "p9", role: "manager", may: ["answer", "assign"] }),
    "GET /lines": { items: [aLine()] },
    "GET /threads": { items: [thread] },
    "GET /threads/l1-c1": thread,
    "GET /threads/l1-c1/messages": { items: [aMessage()] },
    "PATCH /threads/l1-c1": thread,
    "GET /threads/l1-c1/people": {
      items: [
        { ...there, id: "p1", name: "Riley One", holds: true, owns: true },
        { ...there, id: "p2", name: "Sam Two", holds: true, owns: false },
        { ...there, id: "p3", name: "Terry Three", holds: false, owns: false },
      ],
    },
  });
  renderApp("/t/l1-c1");
  await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Assign to…" }));
  const found = within(screen.getByRole("dialog", { name: "Who answers this conversation?" }));
  await found.findByRole("button", { name: /Riley One/ });
  return found;
}

test("whoever gets a conversation is said to get its lead, or not to", async () => {
  const found = await sheet("contacted");
  expect(found.getByText("Its lead goes along with the conversation.")).toBeVisible();
  expect(found.getByRole("button", { name: /Riley One/ })).not.toHaveTextContent("Does not get the lead");
  expect(found.getByRole("button", { name: /Sam Two/ })).toHaveTextContent("Does not get the lead");
  expect(found.getByRole("button", { name: /Nobody in particular/ })).toHaveTextContent("The lead stays");
});

test("who could not answer it is not offered", async () => {
  const found = await sheet("contacted");
  expect(found.queryByRole("button", { name: /Terry Three/ })).toBeNull();
});

test("nobody takes a conversation of a line that is another's own", async () => {
  const thread = aThread();
  const composer = { ...thread.composer, open: false, code: "line_not_yours", reason: "Not yours." };
  serve({
    "GET /me": aPerson({ id: "p9", role: "manager", may: ["answer", "assign"] }),
    "GET /lines": { items: [aLine()] },
    "GET /threads": { items: [thread] },
    "GET /threads/l1-c1": { ...thread, composer },
    "GET /threads/l1-c1/messages": { items: [aMessage()] },
    "PATCH /threads/l1-c1": thread,
  });
  renderApp("/t/l1-c1");
  await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
  expect(await screen.findByRole("menuitem", { name: "Assign to…" })).toBeVisible();
  expect(screen.queryByRole("menuitem", { name: "Take this conversation" })).toBeNull();
});

test("a lead that is closed stays where it is, and nothing is said of it", async () => {
  const found = await sheet("won");
  expect(found.queryByText(/goes along/)).toBeNull();
  expect(found.getByRole("button", { name: /Sam Two/ })).not.toHaveTextContent("Does not get the lead");
});
