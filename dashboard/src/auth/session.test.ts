import { expect, test } from "vitest";
import { SETTINGS } from "@/test/fixtures";
import { lost, type Seen, serve } from "@/test/serve";
import { Session } from "./session";
import { loadSettings } from "./settings";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-20T10:00:00Z");
const tokens = (id: string, refresh?: string) => ({
  AuthenticationResult: {
    IdToken: id,
    AccessToken: `access of ${id}`,
    RefreshToken: refresh,
    ExpiresIn: 3600,
  },
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
  expect(needed && (await session.take(needed, "better"))).toBeNull();
  expect(log[0]?.body).toMatchObject({
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    Session: "s1",
    ChallengeResponses: { USERNAME: "rep1@example.com", NEW_PASSWORD: "better" },
  });
  expect(session.signedIn).toBe(true);
});

const CODE_WANTED = { ChallengeName: "SOFTWARE_TOKEN_MFA", Session: "s1" };

test("a sign-in that wants a code takes it with the session of its password", async () => {
  serve({ "POST /cognito/": CODE_WANTED });
  const session = at(0);
  const needed = await session.signIn("rep1@example.com", "secret");
  expect(needed?.step).toBe("code");
  expect(session.signedIn).toBe(false);
  const log = serve({ "POST /cognito/": tokens("id-3", "refresh-3") });
  expect(needed && (await session.take(needed, "123456"))).toBeNull();
  expect(log[0]?.headers.get("X-Amz-Target")).toBe(
    "AWSCognitoIdentityProviderService.RespondToAuthChallenge",
  );
  expect(log[0]?.body).toEqual({
    ChallengeName: "SOFTWARE_TOKEN_MFA",
    ClientId: "client",
    Session: "s1",
    ChallengeResponses: { USERNAME: "rep1@example.com", SOFTWARE_TOKEN_MFA_CODE: "123456" },
  });
  expect(session.signedIn).toBe(true);
});

test("a code may be wanted after a new password", async () => {
  serve({ "POST /cognito/": { ChallengeName: "NEW_PASSWORD_REQUIRED", Session: "s1" } });
  const session = at(0);
  const needed = await session.signIn("rep1@example.com", "once");
  serve({ "POST /cognito/": { ...CODE_WANTED, Session: "s2" } });
  expect(needed && (await session.take(needed, "better"))).toEqual({
    step: "code",
    email: "rep1@example.com",
    session: "s2",
  });
});

test.each([
  ["CodeMismatchException", "This code is wrong."],
  ["ExpiredCodeException", "Each code works once."],
  ["NotAuthorizedException", "That took too long. Sign in again."],
])("%s at the code is told as what it is", async (type, sentence) => {
  serve({ "POST /cognito/": refusal(type) });
  const needed = { step: "code" as const, email: "rep1@example.com", session: "s1" };
  await expect(at(0).take(needed, "000000")).rejects.toThrow(sentence);
  expect(at(0).signedIn).toBe(false);
});

test("a way of signing in that is not known here is told so", async () => {
  serve({ "POST /cognito/": { ChallengeName: "SMS_MFA", Session: "s1" } });
  await expect(at(0).signIn("rep1@example.com", "secret")).rejects.toThrow("not supported here");
});

test("the pool's own calls get the access token, fetched where an older page kept none", async () => {
  await signInNow();
  serve({});
  expect(await at(0).accessToken()).toBe("access of id-1");
  const kept = JSON.parse(localStorage.getItem("parley.session") ?? "{}");
  localStorage.setItem("parley.session", JSON.stringify({ ...kept, accessToken: undefined }));
  const log = serve({ "POST /cognito/": tokens("id-2") });
  expect(await at(0).accessToken()).toBe("access of id-2");
  expect(log).toHaveLength(1);
  at(0).signOut();
  expect(await at(0).accessToken()).toBeNull();
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

test("a first sign-in keeps the stack's settings, so that the app opens offline, and nothing of anybody else", async () => {
  localStorage.setItem("parley.settings", JSON.stringify(SETTINGS));
  localStorage.setItem("parley.drafts", "{}");
  await signInNow();
  serve({ "GET /config.json": lost });
  expect(await loadSettings()).toEqual(SETTINGS);
  expect(localStorage.getItem("parley.drafts")).toBeNull();
});
