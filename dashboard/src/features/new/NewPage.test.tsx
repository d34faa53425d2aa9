import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { renderApp, signedIn } from "@/test/app";
import { aLine, aMessage, aPerson, aThread } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";

const ALMA = { id: "c1", name: "Alma Ashby", phone: "+12025550110" };
const NOT_MINE = aLine({ id: "l3", label: "Robin's line", number: "+18005550102", mine: false });

function world(more: object = {}) {
  return serve({
    "GET /me": aPerson(),
    "GET /lines": { items: [aLine(), NOT_MINE] },
    "GET /threads": { items: [] },
    "GET /contacts": (seen: Seen) => ({ items: "alma".startsWith(seen.query.get("q") ?? "") ? [ALMA] : [] }),
    "GET /threads/l1-c1": aThread(),
    "GET /threads/l1-c1/messages": { items: [] },
    ...more,
  });
}
const to = () => screen.findByRole("combobox", { name: "To" });
const write = async (text: string) => userEvent.type(screen.getByLabelText("Message"), text);

beforeEach(signedIn);

test("one addressee, found by name: the person lands in the conversation", async () => {
  const log = world({ "POST /threads": { thread: aThread(), message: aMessage() } });
  const { router } = renderApp("/new");
  await userEvent.type(await to(), "alma");
  await userEvent.click(await screen.findByRole("option", { name: /Alma Ashby/ }));
  await write("Hello");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/t/l1-c1"));
  const sent = log.find((seen) => seen.call === "POST /threads");
  expect(sent?.body).toEqual({ line: "l1", to: "c1", body: "Hello" });
  expect(sent?.headers.get("Idempotency-Key")).toBeTruthy();
});

test("a typed number is taken as it is", async () => {
  const log = world({ "POST /threads": { thread: aThread(), message: aMessage() } });
  renderApp("/new");
  await userEvent.type(await to(), "202-555-0199{Enter}");
  await write("Hello");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() =>
    expect(log.find((seen) => seen.call === "POST /threads")?.body).toMatchObject({ to: "202-555-0199" }),
  );
});

test("who was found for less than is typed is not chosen by it", async () => {
  let asked = () => {};
  const late = new Promise<void>((resolve) => {
    asked = resolve;
  });
  world({
    "GET /contacts": async (seen: Seen) => {
      if (seen.query.get("q") !== "202") await late;
      return { items: [ALMA] };
    },
  });
  renderApp("/new");
  const field = await to();
  await userEvent.type(field, "202");
  await screen.findByRole("option", { name: /Alma Ashby/ });
  await userEvent.type(field, "5550199{Enter}");
  asked();
  expect(screen.getByTestId("chip")).toHaveTextContent("2025550199");
});

test("only lines of one's own are offered", async () => {
  world();
  renderApp("/new");
  await to();
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
    "Own line · (800) 555-0101",
  ]);
});

test("who may not be texted is told before one writes, for the line that is chosen", async () => {
  const consents = [
    { line: { id: "l1" }, state: "pending", thread: null },
    { line: { id: "l4" }, state: "yes", thread: null },
  ];
  world({
    "GET /lines": { items: [aLine(), aLine({ id: "l4", label: "Shared", use: "shared" })] },
    "GET /contacts/c1": { ...ALMA, consents },
  });
  renderApp("/new?to=c1&line=l1");
  expect(await screen.findByText(/has not confirmed with YES yet/)).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText("From"), "l4");
  expect(screen.queryByText(/cannot be texted now/)).toBeNull();
});

test("several addressees: one sees who got it and who was refused, and why", async () => {
  world({
    "POST /multi": {
      items: [
        { to: "c1", thread: "l1-c1", message: "01" },
        {
          to: "2025550199",
          refused: { code: "consent_no", detail: "This contact opted out.", rule: "CN-3" },
        },
      ],
      sent: 1,
      refused: 1,
    },
  });
  renderApp("/new");
  await userEvent.type(await to(), "alma");
  await userEvent.click(await screen.findByRole("option", { name: /Alma Ashby/ }));
  await userEvent.type(await to(), "2025550199{Enter}");
  await write("Hello");
  await userEvent.click(screen.getByRole("button", { name: "Send to 2 people" }));
  expect(await screen.findByText("Sent to 1 person. Not sent to 1 person.")).toBeVisible();
  expect(screen.getByText("Alma Ashby")).toBeVisible();
  expect(screen.getByText("This contact opted out.")).toBeVisible();
});

test("a text that went to nobody is still there for others, as a wish of its own", async () => {
  const no = { code: "consent_no", detail: "This contact opted out.", rule: "CN-3" };
  const items = ["2025550198", "2025550199"].map((number) => ({ to: number, refused: no }));
  const keys: (string | null)[] = [];
  world({
    "POST /multi": (seen: Seen) => {
      keys.push(seen.headers.get("Idempotency-Key"));
      return { items, sent: 0, refused: 2 };
    },
  });
  renderApp("/new");
  for (const { to: number } of items) await userEvent.type(await to(), `${number}{Enter}`);
  await write("Hello");
  await userEvent.click(screen.getByRole("button", { name: "Send to 2 people" }));
  await userEvent.click(await screen.findByRole("button", { name: "Write another" }));
  expect(await screen.findByLabelText("Message")).toHaveValue("Hello");
  for (const { to: number } of items) await userEvent.type(await to(), `${number}{Enter}`);
  await userEvent.click(screen.getByRole("button", { name: "Send to 2 people" }));
  await screen.findByRole("button", { name: "Write another" });
  expect(keys).toHaveLength(2);
  expect(keys[0]).not.toBe(keys[1]);
});

test("the 21st addressee is refused before anything is sent", async () => {
  const log = world();
  renderApp("/new");
  const field = await to();
  for (let number = 0; number < 21; number += 1) {
    fireEvent.change(field, { target: { value: `20255501${String(number).padStart(2, "0")}` } });
    fireEvent.keyDown(field, { key: "Enter" });
  }
  await write("Hello");
  expect(screen.getByRole("alert")).toHaveTextContent("At most 20 people at once; these are 21.");
  expect(screen.getByRole("button", { name: /^Send to/ })).toBeDisabled();
  expect(log.filter((seen) => seen.call.startsWith("POST"))).toEqual([]);
});

test("what the API finds wrong stands at its field, and the text is kept", async () => {
  world({
    "POST /threads": problem(422, "invalid", "Some fields.", {
      fields: { to: "This cannot be a phone number." },
    }),
  });
  renderApp("/new");
  await userEvent.type(await to(), "0000000000{Enter}");
  await write("Hello");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findByText("This cannot be a phone number.")).toBeVisible();
  expect(screen.getByRole("combobox", { name: "To" })).toBeInvalid();
  expect(screen.getByLabelText("Message")).toHaveValue("Hello");
});

test("a refusal is told in words, without the number of its rule", async () => {
  world({
    "POST /threads": problem(409, "consent_missing", "This contact has not agreed.", { rule: "CN-1" }),
  });
  renderApp("/new?to=%2B12025550199");
  await screen.findByTestId("chip");
  await write("Hello");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(/^This contact has not agreed\.$/);
});

test.each([
  ["agreed to", [{ at: "l4", state: "yes" }], "l4"],
  ["talked on", [{ at: "l4", state: "none", thread: "l4-c1" }], "l4"],
  [
    "agreed to before one talked on",
    [
      { at: "l1", state: "none", thread: "l1-c1" },
      { at: "l4", state: "yes" },
    ],
    "l4",
  ],
  [
    "of one's own where both are as good",
    [
      { at: "l4", state: "yes" },
      { at: "l1", state: "yes" },
    ],
    "l1",
  ],
  ["used last where it opted out of the rest", [{ at: "l4", state: "no", thread: "l4-c1" }], "l1"],
])("a contact is texted from the line it %s", async (_, known, wanted) => {
  localStorage.setItem("parley.from", JSON.stringify("l1"));
  const shared = aLine({ id: "l4", label: "Brand", number: "+18005550100", use: "shared" });
  const consents = known.map(({ at, ...rest }) => ({ line: { id: at, number: "", label: "" }, ...rest }));
  world({ "GET /lines": { items: [shared, aLine()] }, "GET /contacts/c1": { ...ALMA, consents } });
  renderApp("/new?to=c1");
  await screen.findByTestId("chip");
  expect(screen.getByLabelText("From")).toHaveValue(wanted);
});

test("a name that nobody has is told when one goes on", async () => {
  world();
  renderApp("/new");
  await userEvent.type(await to(), "zzz{Tab}");
  expect(await screen.findByRole("alert")).toHaveTextContent("“zzz” is not on the list.");
});
