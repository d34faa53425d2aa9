import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { TemplateShape } from "@/api/types.gen";
import { aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";
import { USUAL, visit } from "@/test/usual";

const template = (id: string, name: string): TemplateShape => ({
  id,
  name,
  body: "Hi {{first_name|there}}",
  scope: "personal",
  created_at: "2026-11-20T10:00:00Z",
});
const known = {
  ...USUAL,
  "GET /threads/l1-c1": aThread(),
  "GET /threads/l1-c1/messages": { items: [] },
  "GET /contacts": { items: [{ id: "c1", name: "Alma Ashby", phone: "+12025550110" }] },
  "GET /templates": { items: [template("t1", "Address"), template("t2", "Hours")] },
  "POST /templates/t2/render": { body: "Hi Alma", empty: [] },
};
const renders = (seen: Seen[]) =>
  seen.filter((asked) => asked.call.endsWith("/render")).map((asked) => asked.body);
const message = () => screen.findByRole("textbox", { name: "Message" });

async function pick(user: ReturnType<typeof visit>["user"], keys: string) {
  await user.click(await screen.findByRole("button", { name: "Insert template" }));
  const finder = await screen.findByRole("combobox", { name: "Find a template" });
  await waitFor(() => expect(finder).toHaveFocus());
  await user.keyboard(keys);
}

test("in a conversation: type, Enter, and the text for this contact stands at the caret", async () => {
  const seen = serve(known);
  const { user } = visit("/t/l1-c1");
  await user.type(await message(), "Hello.");
  await pick(user, "hou{Enter}");
  await waitFor(async () => expect(await message()).toHaveValue("Hello. Hi Alma"));
  expect(await message()).toHaveFocus();
  expect(renders(seen)).toEqual([{ thread: "l1-c1" }]);
  expect(seen.some((asked) => asked.call === "POST /threads/l1-c1/messages")).toBe(false);
});

test("arrows go through the list, and a thumb chooses too", async () => {
  serve({ ...known, "POST /templates/t1/render": { body: "Harbor", empty: [] } });
  const { user } = visit("/t/l1-c1");
  await pick(user, "{ArrowDown}");
  expect(screen.getByRole("option", { name: /Hours/ })).toHaveAttribute("aria-selected", "true");
  await user.keyboard("{ArrowDown}");
  expect(screen.getByRole("option", { name: /Address/ })).toHaveAttribute("aria-selected", "true");
  await user.click(screen.getByRole("option", { name: /Address/ }));
  await waitFor(async () => expect(await message()).toHaveValue("Harbor"));
});

test("what was not known is told", async () => {
  const empty = [{ field: "first_name", fallback: "there" }];
  serve({ ...known, "POST /templates/t2/render": { body: "Hi there", empty } });
  const { user } = visit("/t/l1-c1");
  await pick(user, "hours{Enter}");
  expect(await screen.findByText("No first name known, so “there”.")).toBeVisible();
});

test("a template that is gone is told, and the text stays as it was", async () => {
  serve({ ...known, "POST /templates/t2/render": problem(404, "not_found", "There is no such template.") });
  const { user } = visit("/t/l1-c1");
  await user.type(await message(), "Hello");
  await pick(user, "hours{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("There is no such template.");
  expect(await message()).toHaveValue("Hello");
});

test("who has none is led to where they are written", async () => {
  serve({ ...known, "GET /templates": { items: [] } });
  const { user } = visit("/t/l1-c1");
  await user.click(await screen.findByRole("button", { name: "Insert template" }));
  expect(await screen.findByRole("link", { name: "To your templates" })).toHaveAttribute(
    "href",
    "/templates",
  );
});

test("in a new conversation it is for the one addressee; for several, names are left open", async () => {
  const seen = serve(known);
  const { user } = visit("/new");
  const to = await screen.findByRole("combobox", { name: "To" });
  await user.type(to, "alma");
  await user.click(await screen.findByRole("option", { name: /Alma Ashby/ }));
  await pick(user, "hours{Enter}");
  await waitFor(async () => expect(await message()).toHaveValue("Hi Alma"));
  await user.type(to, "2025550199{Enter}");
  await pick(user, "hours{Enter}");
  await waitFor(() => expect(renders(seen)).toEqual([{ to: "c1" }, {}]));
});
