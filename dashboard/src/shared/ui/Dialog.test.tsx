import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { serve } from "@/test/serve";
import { MANAGER, USUAL, visit } from "@/test/usual";

const mine = {
  id: "t1",
  name: "Hours",
  body: "At nine.",
  scope: "personal",
  created_at: "2026-11-20T10:00:00Z",
};
const KNOWN = {
  ...USUAL,
  "GET /me": { ...MANAGER, may: [...MANAGER.may, "see_team", "manage_people"] },
  "GET /templates": { items: [mine] },
  "GET /groups": {
    items: [{ id: "g1", name: "Spring list", live: false, size: 1, description: "", created_at: null }],
  },
  "GET /team": { items: [] },
};

async function sheet(path: string, opener: string | RegExp, title: string) {
  serve(KNOWN);
  const { user } = visit(path);
  await user.click(await screen.findByRole("button", { name: opener }));
  return { user, dialog: screen.getByRole<HTMLDialogElement>("dialog", { name: title }) };
}

/** What a browser does on Escape. */
const pressEscape = (dialog: HTMLElement) => fireEvent(dialog, new Event("cancel", { cancelable: true }));
const asked = () => screen.queryByRole("dialog", { name: "Leave without saving?" });

describe("a sheet with a form", () => {
  it.each([
    ["/templates", "New template", "New template", "Name"],
    ["/groups", "New group", "New group", "Name"],
    ["/settings/people", "Invite", "Invite somebody", "Email"],
  ])("asks before what was typed is lost: %s", async (path, opener, title, field) => {
    const { user, dialog } = await sheet(path, opener, title);
    await user.type(within(dialog).getByLabelText(field), "Bo");
    pressEscape(dialog);
    expect(asked()).toBeVisible();
    await user.click(within(asked() as HTMLElement).getByRole("button", { name: "Cancel" }));
    expect(asked()).toBeNull();
    expect(within(dialog).getByLabelText(field)).toHaveValue("Bo");
    await user.click(within(dialog).getByRole("button", { name: "Close" }));
    await user.click(screen.getByRole("button", { name: "Leave" }));
    expect(asked()).toBeNull();
    expect(dialog).not.toBeVisible();
  });

  it("closes at once where nothing was typed, or nothing is left of it", async () => {
    const { user, dialog } = await sheet("/templates", /Hours/, "Change template");
    await user.type(within(dialog).getByLabelText("Name"), "!");
    await user.type(within(dialog).getByLabelText("Name"), "{Backspace}");
    pressEscape(dialog);
    expect(asked()).toBeNull();
    expect(dialog).not.toBeVisible();
  });

  it("closes at once by its own Cancel", async () => {
    const { user, dialog } = await sheet("/templates", "New template", "New template");
    await user.type(within(dialog).getByLabelText("Name"), "Bo");
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(asked()).toBeNull();
    expect(dialog).not.toBeVisible();
  });

  it("stays where a browser closed it without asking", async () => {
    const { user, dialog } = await sheet("/templates", "New template", "New template");
    await user.type(within(dialog).getByLabelText("Name"), "Bo");
    dialog.open = false;
    fireEvent(dialog, new Event("close"));
    expect(asked()).toBeVisible();
    expect(dialog).toBeVisible();
  });
});
