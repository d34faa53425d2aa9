import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { TemplateShape } from "@/api/types.gen";
import { aBroadcast, BROADCASTS } from "@/test/broadcasts";
import { problem, type Seen, serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";

const HOURS: TemplateShape = {
  id: "t1",
  name: "Hours",
  body: "Hi {{first_name|there}}, we open at nine.",
  scope: "shared",
  created_at: "2026-11-20T10:00:00Z",
};
const SCHEDULED = aBroadcast({
  body: "Hi all",
  stage: "scheduled",
  send_at: "2099-12-01T10:00:00Z",
  steerable: true,
  changeable: true,
});
const known = {
  ...USUAL,
  ...BROADCASTS,
  "GET /templates": { items: [HOURS] },
  "GET /broadcasts": { items: [SCHEDULED] },
  "GET /broadcasts/b1": SCHEDULED,
};
const message = () => screen.findByRole("textbox", { name: "Message" });
const changes = (seen: Seen[]) =>
  seen.filter((asked) => asked.call === "PATCH /broadcasts/b1").map((asked) => asked.body);

async function pickHours(user: ReturnType<typeof visit>["user"]) {
  await user.click(await screen.findByRole("button", { name: "Insert template" }));
  await user.click(await screen.findByRole("option", { name: /Hours/ }));
}

async function changing() {
  const app = visit("/broadcasts/b1");
  await app.user.click(await screen.findByRole("button", { name: "Change the text" }));
  return { ...app, sheet: await screen.findByRole("dialog", { name: "What shall it say?" }) };
}

describe("the text of a broadcast", () => {
  it("takes a template as it was written, as its fields differ for each who gets it", async () => {
    const seen = serve(known);
    const { user } = visit("/broadcasts/new");
    await user.type(await message(), "Good news.");
    await pickHours(user);
    await waitFor(async () => expect(await message()).toHaveValue(`Good news. ${HOURS.body}`));
    expect(seen.some((asked) => asked.call.endsWith("/render"))).toBe(false);
  });

  it("is changed before it goes, and its times stay", async () => {
    let now = SCHEDULED;
    const seen = serve({
      ...known,
      "GET /broadcasts/b1": () => now,
      "PATCH /broadcasts/b1": ({ body }: Seen) => {
        now = { ...now, ...(body as object) };
        return now;
      },
    });
    const { user } = await changing();
    expect(await message()).toHaveValue("Hi all");
    await pickHours(user);
    const body = `Hi all ${HOURS.body}`;
    await waitFor(async () => expect(await message()).toHaveValue(body));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(changes(seen)).toEqual([{ body }]);
    expect(screen.getByRole("region", { name: "Text" })).toHaveTextContent("we open at nine.");
  });

  it("stays open for change when a template's list is closed over it", async () => {
    serve(known);
    const { user, sheet } = await changing();
    await user.click(within(sheet).getByRole("button", { name: "Insert template" }));
    fireEvent(await screen.findByRole("dialog", { name: "Insert template" }), new Event("close"));
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "Insert template" })).toBeNull());
    expect(sheet).toBeVisible();
    expect(await message()).toHaveValue("Hi all");
  });

  it("is folded where it is long, so that how far it is stands in sight", async () => {
    serve({ ...known, "GET /broadcasts/b1": { ...SCHEDULED, body: "Spring. ".repeat(60) } });
    const { user } = visit("/broadcasts/b1");
    const all = await screen.findByRole("button", { name: "Show all of it" });
    const words = screen.getAllByText(/Spring\. Spring/).find((found) => found.matches(".line-clamp-6"));
    expect(words).toBeDefined();
    await user.click(all);
    expect(words).not.toHaveClass("line-clamp-6");
    expect(all).not.toBeInTheDocument();
  });

  it("that cannot be is told at its field, and one that went meanwhile in a sentence", async () => {
    const began = "This broadcast has begun. It can be paused or cancelled.";
    let answer = invalid({ body: "Write a text." });
    serve({ ...known, "PATCH /broadcasts/b1": () => answer });
    const { user } = await changing();
    await user.clear(await message());
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Write a text.")).toBeVisible();
    expect(await message()).toHaveAttribute("aria-invalid", "true");
    answer = problem(409, "broadcast_began", began);
    await user.type(await message(), "Hi");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(began)).toBeVisible();
    expect(await message()).toHaveValue("Hi");
  });

  it.each([
    { ...SCHEDULED, steerable: false, changeable: false },
    { ...SCHEDULED, stage: "running" as const, changeable: false },
  ])("cannot be changed by whoever may not, nor once it goes", async (shown) => {
    serve({ ...known, "GET /broadcasts/b1": shown });
    visit("/broadcasts/b1");
    await screen.findByLabelText("Progress", { selector: "section" });
    expect(screen.queryByRole("button", { name: "Change the text" })).toBeNull();
  });
});
