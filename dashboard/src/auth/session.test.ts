import { expect, test } from "vitest";
import { SETTINGS } from "@/test/fixtures";
import { lost, type Seen, serve } from "@/test/serve";
import { Session } from "./session";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-20T10:00:00Z");
const tokens = (id: string, refresh?: string) => ({
  AuthenticationResult: { IdToken: id, RefreshToken: refresh, ExpiresIn: 3600 },
});
const refusal = (type: string) => new Response(JSON.stringify({ __type: type }), { status: 400 });
const at = (offset: number) => new Session(SETTINGS, () => NOW + offset);

async function signInNow(): Promise<void> {
  serve({ "POST /cognito/": tokens("id-1", "refresh-1") });
  await at(0).signIn("rep1@example.com", "secret");
}

test("a sign-in asks the pool as it wants to be asked, and keeps the tokens for every tab", async () => {
  const log = serve({ "POST /cognito/": tokens("id-1", "refresh-1") });
  expect(await at(0).signIn("rep1@example.com", "secret")).toBeNull();
  expect(log[0]?.headers.get("X-Amz-Target")).toBe("AWSCognitoIdentityProviderService.InitiateAuth");
  expect(log[0]?.headers.get("Content-Type")).toBe("application/x-amz-json-1.1");
  expect(log[0]?.body).toMatchObject({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: "client",
    AuthParameters: { USERNAME: "rep1@example.com", PASSWORD: "secret" },
  });
  expect(await at(0).token()).toBe("id-1");
});

test("a wrong password is told in plain words and signs nobody in", async () => {
  serve({ "POST /cognito/": refusal("com.amazonaws#NotAuthorizedException") });
  await expect(at(0).signIn("rep1@example.com", "no")).rejects.toThrow("The email or the password is wrong.");
  expect(at(0).signedIn).toBe(false);
});

test("a first sign-in asks for a new password and takes it", async () => {
  serve({ "POST /cognito/": { ChallengeName: "NEW_PASSWORD_REQUIRED", Session: "s1" } });
  const session = at(0);
  const needed = await session.signIn("rep1@example.com", "once");
  expect(session.signedIn).toBe(false);
  const log = serve({ "POST /cognito/": tokens("id-2", "refresh-2") });
  expect(needed && (await session.chooseNewPassword(needed, "better"))).toBeNull();
  expect(log[0]?.body).toMatchObject({
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    Session: "s1",
    ChallengeResponses: { USERNAME: "rep1@example.com", NEW_PASSWORD: "better" },
  });
  expect(session.signedIn).toBe(true);
});

test("a token that is about to end is renewed once, however many ask", async () => {
  await signInNow();
  const log = serve({ "POST /cognito/": tokens("id-2") });
  const session = at(HOUR - 60_000);
  expect(await Promise.all([session.token(), session.token(), session.token()])).toEqual([
    "id-2",
    "id-2",
    "id-2",
  ]);
  expect(log.map((seen: Seen) => seen.body)).toEqual([
    { AuthFlow: "REFRESH_TOKEN_AUTH", ClientId: "client", AuthParameters: { REFRESH_TOKEN: "refresh-1" } },
  ]);
});

test("a token that another tab renewed is used", async () => {
  await signInNow();
  const log = serve({});
  expect(await at(0).renew("an older one")).toBe("id-1");
  expect(log).toEqual([]);
});

test("a refused renewal ends the session and tells whoever listens", async () => {
  await signInNow();
  serve({ "POST /cognito/": refusal("NotAuthorizedException") });
  const session = at(2 * HOUR);
  let told = 0;
  session.subscribe(() => {
    told += 1;
  });
  expect(await session.token()).toBeNull();
  expect(session.signedIn).toBe(false);
  expect(told).toBe(1);
});

test("a network that is away does not sign anybody out", async () => {
  await signInNow();
  serve({ "POST /cognito/": lost });
  const session = at(2 * HOUR);
  await expect(session.token()).rejects.toThrow();
  expect(session.signedIn).toBe(true);
});

test("what one person left unsent is kept for that person and for nobody else", async () => {
  await signInNow();
  localStorage.setItem("parley.outbox.t1", "[]");
  at(0).signOut();
  await signInNow();
  expect(localStorage.getItem("parley.outbox.t1")).toBe("[]");
  at(0).signOut();
  serve({ "POST /cognito/": tokens("id-9", "refresh-9") });
  await at(0).signIn("rep2@example.com", "secret");
  expect(localStorage.getItem("parley.outbox.t1")).toBeNull();
  expect(at(0).email).toBe("rep2@example.com");
});
