import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderApp } from "@/test/app";
import { aLine, aPerson, aThread } from "@/test/fixtures";
import { serve } from "@/test/serve";

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
