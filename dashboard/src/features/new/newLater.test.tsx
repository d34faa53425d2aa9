import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { usualMoments } from "@/shared/schedule/moments";
import { aMessage, aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";
import { Bucket, FORM, picture, uploadsGoTo } from "@/test/uploads";
import { invalid, USUAL, visit } from "@/test/usual";

const ALMA = {
  id: "c1",
  name: "Alma Ashby",
  first_name: "Alma",
  phone: "+12025550110",
  custom: { Size: "12" },
};
function world(more: object = {}) {
  return serve({
    ...USUAL,
    "GET /contacts/c1": ALMA,
    "GET /contacts": { items: [] },
    "GET /threads/l1-c1": aThread(),
    "GET /threads/l1-c1/messages": { items: [] },
    "PUT /threads/l1-c1/viewing": { items: [] },
    "POST /media": Response.json(FORM, { status: 201 }),
    "POST /threads": (seen: Seen) => {
      const { send_at, body } = seen.body as { send_at: string; body: string };
      const scheduled = { send_at, cancel_on_reply: true };
      return { thread: aThread(), message: aMessage({ body, scheduled }) };
    },
    ...more,
  });
}
const sent = (log: Seen[]) => log.filter((seen) => seen.call === "POST /threads").map((seen) => seen.body);
const message = () => screen.findByLabelText("Message");

beforeEach(() => {
  localStorage.clear();
  uploadsGoTo(Bucket);
});

test("a first text is kept for later, and one stands in its conversation", async () => {
  const log = world();
  const { user, router } = visit("/new?to=c1");
  await screen.findByTestId("chip");
  expect(screen.getByRole("button", { name: "Send later…" })).toBeDisabled();
  await user.type(await message(), "Good morning");
  await user.click(screen.getByRole("button", { name: "Send later…" }));
  await user.click(screen.getByRole("button", { name: /^Tomorrow morning/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/t/l1-c1"));
  const send_at = usualMoments(new Date()).at(-1)?.at.toISOString();
  expect(sent(log)).toEqual([
    { line: "l1", to: "c1", body: "Good morning", media: [], send_at, cancel_on_reply: true },
  ]);
  expect(await screen.findByText(/^Scheduled for /)).toBeVisible();
  expect(localStorage.getItem("parley.draft.new")).toBeNull();
});

test.each([
  ["a rule", problem(409, "consent_missing", "Not agreed by then."), "Not agreed by then."],
  ["a field", invalid({ to: "This cannot be a phone number." }), "This cannot be a phone number."],
])("what speaks against that moment is told in the sheet, by %s", async (_, answer, told) => {
  world({ "POST /threads": answer });
  const { user } = visit("/new?to=c1");
  await screen.findByTestId("chip");
  await user.type(await message(), "Good morning");
  await user.click(screen.getByRole("button", { name: "Send later…" }));
  const sheet = screen.getByRole("dialog", { name: "Send later" });
  await user.click(within(sheet).getByRole("button", { name: /^Tomorrow morning/ }));
  expect(await within(sheet).findByText(told)).toBeVisible();
  expect(await message()).toHaveValue("Good morning");
});

test("a picture goes with the first text, without any words", async () => {
  const log = world();
  const { user } = visit("/new?to=c1");
  await screen.findByTestId("chip");
  await user.upload(await screen.findByLabelText("Pictures to attach"), picture());
  await screen.findByRole("img", { name: "Attached picture 1" });
  expect(screen.getByTestId("segments")).toHaveTextContent("1 picture message");
  await user.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() => expect(sent(log)).toEqual([{ line: "l1", to: "c1", body: "", media: ["u1"] }]));
});

test("what is wrong with a picture is told", async () => {
  world({ "POST /threads": invalid({ "media.0": "This upload is not here any more." }) });
  const { user } = visit("/new?to=c1");
  await screen.findByTestId("chip");
  await user.upload(await screen.findByLabelText("Pictures to attach"), picture());
  await screen.findByRole("img", { name: "Attached picture 1" });
  await user.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findByText("This upload is not here any more.")).toBeVisible();
});

test("several people get the picture, and no text for later", async () => {
  const log = world({ "POST /multi": { items: [], sent: 2, refused: 0 } });
  const { user } = visit("/new?to=c1");
  await screen.findByTestId("chip");
  await user.upload(await screen.findByLabelText("Pictures to attach"), picture());
  await screen.findByRole("img", { name: "Attached picture 1" });
  await user.type(await message(), "Hello");
  expect(screen.getByRole("button", { name: "Send later…" })).toBeEnabled();
  await user.type(screen.getByRole("combobox", { name: "To" }), "2025550199{Enter}");
  expect(screen.getByRole("button", { name: "Send later…" })).toBeDisabled();
  expect(screen.getByText("“Send later” is for one person at a time.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Send to 2 people" }));
  await screen.findByText(/^Sent to 2 people/);
  const [sentToAll] = log.filter((seen) => seen.call === "POST /multi");
  expect(sentToAll?.body).toEqual({ line: "l1", to: ["c1", "2025550199"], body: "Hello", media: ["u1"] });
});

test("a text is counted as this contact gets it, and as an estimate where nobody knows whose the number is", async () => {
  world();
  const { user } = visit("/new?to=c1");
  await screen.findByTestId("chip");
  await user.click(await message());
  await user.paste("Hi {{first_name|there}}, {{rep_first_name}} here: {{custom.size}}");
  // "Hi Alma, Riley here: 12"
  await waitFor(() => expect(screen.getByTestId("segments")).toHaveTextContent("1 segment · 137 left"));
  expect(screen.getByTestId("segments")).not.toHaveTextContent("estimate");
  await user.click(screen.getByRole("button", { name: /^Remove Alma/ }));
  await user.type(screen.getByRole("combobox", { name: "To" }), "2025550199{Enter}");
  // "Hi there, Riley here:"
  expect(screen.getByTestId("segments")).toHaveTextContent("About 1 segment · 139 left · an estimate");
});
