import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { renderApp, signedIn } from "@/test/app";
import { aPerson } from "@/test/fixtures";
import { type Seen, serve } from "@/test/serve";

const SECRET = "ABCDEFGHIJKLMNOP";
const refused = (type: string) => new Response(JSON.stringify({ __type: type }), { status: 400 });
const target = (seen: Seen) => seen.headers.get("X-Amz-Target")?.split(".")[1] ?? "";

/** The user pool's part of it, with one code that is right. */
function pool(on: boolean) {
  const state = { on };
  const log = serve({
    "GET /me": aPerson(),
    "POST /cognito/": (seen: Seen) => {
      const wish = seen.body as {
        UserCode?: string;
        SoftwareTokenMfaSettings?: { Enabled: boolean };
        AccessToken?: string;
      };
      if (wish.AccessToken !== "access-1") return refused("NotAuthorizedException");
      switch (target(seen)) {
        case "GetUser":
          return { Username: "u1", ...(state.on && { UserMFASettingList: ["SOFTWARE_TOKEN_MFA"] }) };
        case "AssociateSoftwareToken":
          return { SecretCode: SECRET };
        case "VerifySoftwareToken":
          return wish.UserCode === "123456"
            ? { Status: "SUCCESS" }
            : refused("EnableSoftwareTokenMFAException");
        default:
          state.on = wish.SoftwareTokenMfaSettings?.Enabled ?? state.on;
          return {};
      }
    },
  });
  const asked = (name: string) => log.filter((seen) => target(seen) === name).map((seen) => seen.body);
  return { state, asked };
}

async function part(): Promise<ReturnType<typeof within>> {
  return within(await screen.findByRole("region", { name: "Code at sign-in" }));
}

beforeEach(signedIn);

test("the code is turned on by a key for the app and a code of the app", async () => {
  const { state, asked } = pool(false);
  renderApp("/me");
  const shown = await part();
  expect(await shown.findByText("Off")).toBeVisible();
  await userEvent.click(shown.getByRole("button", { name: "Turn on" }));
  expect(await shown.findByText("ABCD EFGH IJKL MNOP")).toBeVisible();
  expect(await shown.findByRole("img", { name: "Code to scan with the app" })).toBeVisible();
  expect(shown.getByRole("link")).toHaveAttribute(
    "href",
    `otpauth://totp/Parley%3Arep1%40example.com?secret=${SECRET}&issuer=Parley`,
  );
  await userEvent.type(shown.getByLabelText("Code from your app"), "123 456");
  await userEvent.click(shown.getByRole("button", { name: "Turn on" }));
  expect(await shown.findByText("On")).toBeVisible();
  expect(state.on).toBe(true);
  expect(asked("SetUserMFAPreference")).toEqual([
    { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true }, AccessToken: "access-1" },
  ]);
  expect(shown.queryByText("ABCD EFGH IJKL MNOP")).toBeNull();
});

test("a code that does not fit turns nothing on and can be tried again; so can the whole of it", async () => {
  const { state, asked } = pool(false);
  renderApp("/me");
  const shown = await part();
  await userEvent.click(await shown.findByRole("button", { name: "Turn on" }));
  await userEvent.type(await shown.findByLabelText("Code from your app"), "000000");
  await userEvent.click(shown.getByRole("button", { name: "Turn on" }));
  expect(await shown.findByRole("alert")).toHaveTextContent("This code does not fit.");
  expect(state.on).toBe(false);
  expect(asked("SetUserMFAPreference")).toEqual([]);
  await userEvent.click(shown.getByRole("button", { name: "Cancel" }));
  expect(shown.queryByLabelText("Code from your app")).toBeNull();
});

test("the code is turned off after a question", async () => {
  const { state } = pool(true);
  renderApp("/me");
  const shown = await part();
  await userEvent.click(await shown.findByRole("button", { name: "Turn off" }));
  const question = within(await screen.findByRole("dialog"));
  expect(state.on).toBe(true);
  await userEvent.click(question.getByRole("button", { name: "Turn off" }));
  await waitFor(() => expect(shown.getByText("Off")).toBeVisible());
  expect(state.on).toBe(false);
});

test("a session that was ended elsewhere is told, not taken for a wrong password", async () => {
  pool(false);
  const kept = JSON.parse(localStorage.getItem("parley.session") ?? "{}");
  localStorage.setItem("parley.session", JSON.stringify({ ...kept, accessToken: "of another" }));
  renderApp("/me");
  expect(await (await part()).findByRole("alert")).toHaveTextContent("You are signed out.");
});
