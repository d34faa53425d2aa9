import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { renderApp, signedIn } from "@/test/app";
import { aPerson } from "@/test/fixtures";
import { lost, problem, type Seen, serve } from "@/test/serve";

const POOL = { "POST /cognito/": { Username: "u1" } };
const SOON = () => ({ until: new Date(Date.now() + 600_000).toISOString() });
const bodies = (log: Seen[], call: string) =>
  log.filter((seen) => seen.call === call).map((seen) => seen.body);

async function part() {
  return within(await screen.findByRole("region", { name: "Your phone" }));
}

beforeEach(signedIn);

test("a number becomes the person's own by the code that was texted there", async () => {
  const log = serve({
    ...POOL,
    "GET /me": aPerson({ phone: null }),
    "POST /me/phone": SOON,
    "POST /me/phone/code": (seen: Seen) =>
      (seen.body as { code: string }).code === "123456"
        ? aPerson({ phone: "+1••••••0182" })
        : problem(422, "invalid", "Some fields.", {
            fields: { code: "This is not the code. 4 tries are left." },
          }),
  });
  renderApp("/me");
  const phone = await part();
  await userEvent.click(phone.getByRole("button", { name: "Add your phone" }));
  await userEvent.type(phone.getByLabelText("Your mobile number"), "(202) 555-0182");
  await userEvent.click(phone.getByRole("button", { name: "Text me a code" }));
  const code = await phone.findByLabelText("Code that we texted to ••• 0182");
  expect(code).toHaveAttribute("autocomplete", "one-time-code");
  expect(code).toHaveAttribute("inputmode", "numeric");
  await userEvent.type(code, "000000");
  await userEvent.click(phone.getByRole("button", { name: "Confirm" }));
  expect(await phone.findByRole("alert")).toHaveTextContent("This is not the code. 4 tries are left.");
  await userEvent.clear(code);
  await userEvent.type(code, "123456");
  await userEvent.click(phone.getByRole("button", { name: "Confirm" }));
  expect(await phone.findByText("••• 0182")).toBeVisible();
  expect(bodies(log, "POST /me/phone")).toEqual([{ phone: "(202) 555-0182" }]);
  expect(bodies(log, "POST /me/phone/code")).toEqual([{ code: "000000" }, { code: "123456" }]);
  expect(localStorage.getItem("parley.own-phone.p1")).toBeNull();
});

test("who comes back from the text finds the field for the code, and may ask for another", async () => {
  const until = new Date(Date.now() + 60_000).toISOString();
  localStorage.setItem("parley.own-phone.p1", JSON.stringify({ tail: "0182", until }));
  serve({ ...POOL, "GET /me": aPerson() });
  renderApp("/me");
  const phone = await part();
  expect(phone.getByLabelText("Code that we texted to ••• 0182")).toBeVisible();
  await userEvent.click(phone.getByRole("button", { name: "Send another" }));
  expect(phone.getByLabelText("Your mobile number")).toBeVisible();
  await userEvent.click(phone.getByRole("button", { name: "Cancel" }));
  expect(phone.getByText("••• 0181")).toBeVisible();
});

test("a code that is over is asked for no more", async () => {
  const until = new Date(Date.now() - 1000).toISOString();
  localStorage.setItem("parley.own-phone.p1", JSON.stringify({ tail: "0182", until }));
  serve({ ...POOL, "GET /me": aPerson() });
  renderApp("/me");
  expect((await part()).getByText("••• 0181")).toBeVisible();
});

test("a repeat after a lost answer is the same request, one after a refusal is another", async () => {
  const refusal = problem(409, "too_many_codes", "Too many codes were asked for.", {
    until: "2026-03-02T16:00:00Z",
  });
  const answers: (() => unknown)[] = [lost, () => refusal, () => refusal];
  const log = serve({ ...POOL, "GET /me": aPerson(), "POST /me/phone": () => (answers.shift() ?? SOON)() });
  renderApp("/me");
  const phone = await part();
  await userEvent.click(phone.getByRole("button", { name: "Change" }));
  await userEvent.type(phone.getByLabelText("Your mobile number"), "2025550182");
  const press = () => userEvent.click(phone.getByRole("button", { name: "Text me a code" }));
  await press();
  expect(await phone.findByText(/No connection/)).toBeVisible();
  await press();
  expect(await phone.findByText(/Too many codes were asked for\. From .+ on you can\./)).toBeVisible();
  await press();
  await waitFor(() => expect(bodies(log, "POST /me/phone")).toHaveLength(3));
  const asked = log.filter((seen) => seen.call === "POST /me/phone");
  const [first, second, third] = asked.map((seen) => seen.headers.get("Idempotency-Key"));
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test("the phone is removed after a question", async () => {
  const state = { phone: "+1••••••0181" as string | null };
  const log = serve({
    ...POOL,
    "GET /me": () => aPerson({ phone: state.phone }),
    "DELETE /me/phone": () => {
      state.phone = null;
      return new Response(null, { status: 204 });
    },
  });
  renderApp("/me");
  await userEvent.click((await part()).getByRole("button", { name: "Remove" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove" }));
  await waitFor(async () =>
    expect((await part()).getByRole("button", { name: "Add your phone" })).toBeVisible(),
  );
  expect(bodies(log, "DELETE /me/phone")).toHaveLength(1);
});
