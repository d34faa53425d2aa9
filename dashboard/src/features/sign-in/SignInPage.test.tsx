import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderApp } from "@/test/app";
import { aLine, aPerson, aThread } from "@/test/fixtures";
import { type Seen, serve } from "@/test/serve";

const WORLD = {
  "GET /me": aPerson(),
  "GET /lines": { items: [aLine()] },
  "GET /threads": { items: [aThread()] },
  "GET /threads/l1-c1": aThread(),
  "GET /threads/l1-c1/messages": { items: [] },
};
const TOKENS = { AuthenticationResult: { IdToken: "id-1", RefreshToken: "r-1", ExpiresIn: 3600 } };

async function enter(email: string, password: string): Promise<void> {
  await userEvent.type(await screen.findByLabelText("Email"), email);
  await userEvent.type(screen.getByLabelText("Password"), password);
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
}

test("a link to a conversation leads there after the sign-in", async () => {
  serve({ ...WORLD, "POST /cognito/": TOKENS });
  const { router } = renderApp("/t/l1-c1");
  await enter("rep1@example.com", "secret");
  expect(await screen.findByRole("heading", { name: "Alma Ashby" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/t/l1-c1");
});

test("a wrong password is told and nothing else changes", async () => {
  const refusal = new Response(JSON.stringify({ __type: "NotAuthorizedException" }), { status: 400 });
  serve({ ...WORLD, "POST /cognito/": refusal });
  renderApp("/");
  await enter("rep1@example.com", "wrong");
  expect(await screen.findByRole("alert")).toHaveTextContent("The email or the password is wrong.");
  expect(screen.getByLabelText("Email")).toHaveValue("rep1@example.com");
});

test.each(["https://example.com/", "//example.com", "/\\example.com"])(
  "a link that wants to leave the app to %s leads to the inbox",
  async (next) => {
    serve({ ...WORLD, "POST /cognito/": TOKENS });
    const { router } = renderApp(`/sign-in?next=${encodeURIComponent(next)}`);
    await enter("rep1@example.com", "secret");
    await waitFor(() => expect(router.state.location.href).toBe("/"));
  },
);

const target = (seen: Seen) => seen.headers.get("X-Amz-Target")?.split(".")[1];

test("a code is asked after the password; a wrong one can be tried again", async () => {
  const answers = [
    () => ({ ChallengeName: "SOFTWARE_TOKEN_MFA", Session: "s1" }),
    () => new Response(JSON.stringify({ __type: "CodeMismatchException" }), { status: 400 }),
    () => TOKENS,
  ];
  const log = serve({ ...WORLD, "POST /cognito/": () => answers.shift()?.() });
  renderApp("/t/l1-c1");
  await enter("rep1@example.com", "secret");
  expect(await screen.findByRole("heading", { name: "Type your code" })).toBeVisible();
  await userEvent.type(screen.getByLabelText("Code from your app"), "000 000");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("This code is wrong.");
  await userEvent.clear(screen.getByLabelText("Code from your app"));
  await userEvent.type(screen.getByLabelText("Code from your app"), "123456");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("heading", { name: "Alma Ashby" })).toBeVisible();
  const tried = log.filter((seen) => target(seen) === "RespondToAuthChallenge").map((seen) => seen.body);
  expect(tried).toMatchObject([
    { Session: "s1", ChallengeResponses: { SOFTWARE_TOKEN_MFA_CODE: "000000" } },
    { Session: "s1", ChallengeResponses: { SOFTWARE_TOKEN_MFA_CODE: "123456" } },
  ]);
});

test("a code that comes too late leads back to the password, and so does Back", async () => {
  const wanted = { ChallengeName: "SOFTWARE_TOKEN_MFA", Session: "s1" };
  const late = new Response(JSON.stringify({ __type: "NotAuthorizedException" }), { status: 400 });
  const answers = [wanted, late, wanted];
  serve({ ...WORLD, "POST /cognito/": () => answers.shift() });
  renderApp("/");
  await enter("rep1@example.com", "secret");
  await userEvent.type(await screen.findByLabelText("Code from your app"), "123456");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("That took too long. Sign in again.");
  await enter("rep1@example.com", "secret");
  await userEvent.click(await screen.findByRole("button", { name: "Back" }));
  expect(screen.getByLabelText("Password")).toBeVisible();
});
