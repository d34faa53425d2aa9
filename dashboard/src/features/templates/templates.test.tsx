import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { TemplateShape } from "@/api/types.gen";
import { aPerson } from "@/test/fixtures";
import { type Seen, serve } from "@/test/serve";
import { invalid, MANAGER, USUAL, visit } from "@/test/usual";

const mine: TemplateShape = {
  id: "t1",
  name: "Hours",
  body: "Hi {{first_name|there}}, we open at nine.",
  scope: "personal",
  created_at: "2026-11-20T10:00:00Z",
};
const shared: TemplateShape = { ...mine, id: "t2", name: "Address", body: "At the harbor.", scope: "shared" };
const known = {
  ...USUAL,
  "GET /me": { ...MANAGER, may: [...MANAGER.may, "share_templates"] },
  "GET /templates": { items: [shared, mine] },
};
const rep = { ...known, "GET /me": aPerson() };

describe("templates", () => {
  it("are reached from Me", async () => {
    serve(known);
    visit("/me");
    expect(await screen.findByRole("link", { name: /Templates/ })).toHaveAttribute("href", "/templates");
  });

  it.each(["/templates", "/quarantine"])("keep Me marked while one is at %s", async (path) => {
    serve({ ...known, "GET /quarantine": { items: [] } });
    visit(path);
    expect(await screen.findByRole("link", { name: "Me" })).toHaveAttribute("aria-current", "page");
    expect(screen.getByRole("link", { name: "Inbox" })).not.toHaveAttribute("aria-current");
  });

  it("are one's own, or shared, each on its tab", async () => {
    serve(known);
    const { user } = visit("/templates");
    expect(await screen.findByRole("button", { name: /Hours/ })).toBeVisible();
    expect(screen.queryByText("Address")).toBeNull();
    expect(screen.getByRole("link", { name: "Mine" })).toHaveAttribute("aria-current", "page");
    await user.click(screen.getByRole("link", { name: "Shared" }));
    expect(await screen.findByRole("button", { name: /Address/ })).toBeVisible();
    expect(screen.queryByText("Hours")).toBeNull();
    expect(screen.getByRole("link", { name: "Shared" })).toHaveAttribute("aria-current", "page");
    expect(screen.getByRole("link", { name: "Mine" })).not.toHaveAttribute("aria-current");
  });

  it("are found past the first page", async () => {
    serve({
      ...known,
      "GET /templates": (seen: Seen) =>
        seen.query.get("cursor") === "c1" ? { items: [mine] } : { items: [shared], cursor: "c1" },
    });
    visit("/templates");
    expect(await screen.findByRole("button", { name: /Hours/ })).toBeVisible();
  });

  it("that are shared are read, not changed, by a rep", async () => {
    serve(rep);
    visit("/templates?scope=shared");
    expect(await screen.findByText("At the harbor.")).toBeVisible();
    expect(screen.queryByRole("button", { name: /Address|New template/ })).toBeNull();
  });

  it("are made under one key however often one tries; what is wrong stands at its field", async () => {
    let tries = 0;
    const seen = serve({
      ...rep,
      "POST /templates": (asked: Seen) => {
        tries += 1;
        if (tries === 1) return invalid({ name: "There is a template of this name already." });
        return { ...mine, ...(asked.body as object), id: "t3" };
      },
    });
    const { user } = visit("/templates");
    await user.click(await screen.findByRole("button", { name: "New template" }));
    await user.type(screen.getByLabelText("Name"), "Bye");
    await user.click(screen.getByLabelText("Text"));
    await user.paste("See you");
    await user.click(screen.getByRole("button", { name: "First name" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("There is a template of this name already.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Bye was saved")).toBeVisible();
    expect(screen.getByRole("button", { name: /See you/ })).toBeVisible();
    const posts = seen.filter((asked) => asked.call.startsWith("POST"));
    expect(posts.at(-1)?.body).toEqual({
      name: "Bye",
      body: "See you {{first_name|there}}",
      scope: "personal",
    });
    expect(new Set(posts.map((asked) => asked.headers.get("Idempotency-Key"))).size).toBe(1);
  });

  it("are changed", async () => {
    const seen = serve({ ...rep, "PATCH /templates/t1": { ...mine, name: "Times" } });
    const { user } = visit("/templates");
    await user.click(await screen.findByRole("button", { name: /Hours/ }));
    await user.clear(screen.getByLabelText("Name"));
    await user.type(screen.getByLabelText("Name"), "Times");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("button", { name: /Times/ })).toBeVisible();
    expect(seen.find((asked) => asked.call.startsWith("PATCH"))?.body).toEqual({
      name: "Times",
      body: mine.body,
    });
  });

  it("are deleted only after a confirmation", async () => {
    const seen = serve({ ...rep, "DELETE /templates/t1": null });
    const { user } = visit("/templates");
    await user.click(await screen.findByRole("button", { name: /Hours/ }));
    await user.click(screen.getByRole("button", { name: "Delete" }));
    expect(seen.some((asked) => asked.call.startsWith("DELETE"))).toBe(false);
    const question = screen.getByRole("dialog", { name: "Delete Hours?" });
    await user.click(within(question).getByRole("button", { name: "Delete template" }));
    expect(await screen.findByText("Hours was deleted")).toBeVisible();
    await waitFor(() => expect(screen.queryByTestId("template-row")).toBeNull());
    expect(screen.getByText("No templates of your own")).toBeVisible();
  });
});
