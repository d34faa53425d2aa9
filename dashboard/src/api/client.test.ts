import { beforeEach, expect, test } from "vitest";
import { Session } from "@/auth/session";
import { signedIn } from "@/test/app";
import { aPerson, SETTINGS } from "@/test/fixtures";
import { lost, problem, type Seen, serve } from "@/test/serve";
import { api, connect, given } from "./client";
import { ApiError, sentence, Unreachable } from "./problem";

const EXPIRED = () => problem(401, "token_expired", "Sign in again.");
let session: Session;

beforeEach(() => {
  signedIn();
  session = new Session(SETTINGS);
  connect("/api", session);
});

test("every request bears the id token itself", async () => {
  const log = serve({ "GET /me": aPerson() });
  await given(api().GET("/me"));
  expect(log[0]?.headers.get("Authorization")).toBe("id-1");
});

test("a refused token is renewed once and the request repeated with its body and key", async () => {
  const log = serve({
    "POST /multi": (seen: Seen) =>
      seen.headers.get("Authorization") === "id-2" ? { items: [], sent: 0, refused: 0 } : EXPIRED(),
    "POST /cognito/": { AuthenticationResult: { IdToken: "id-2", ExpiresIn: 3600 } },
  });
  const body = { line: "l1", to: ["c1"], body: "Hi" };
  await given(api().POST("/multi", { params: { header: { "Idempotency-Key": "k" } }, body }));
  const sends = log.filter((seen) => seen.call === "POST /multi");
  expect(sends.map((seen) => seen.body)).toEqual([body, body]);
  expect(sends.map((seen) => seen.headers.get("Idempotency-Key"))).toEqual(["k", "k"]);
});

test("a fresh token that is refused too ends the session", async () => {
  serve({
    "GET /me": EXPIRED,
    "POST /cognito/": { AuthenticationResult: { IdToken: "id-2", ExpiresIn: 3600 } },
  });
  await expect(given(api().GET("/me"))).rejects.toThrow(ApiError);
  expect(session.signedIn).toBe(false);
});

test("a refusal keeps its sentence, rule and fields", async () => {
  serve({ "GET /me": problem(409, "consent_no", "Opted out.", { rule: "CN-3", fields: { body: "No." } }) });
  const fault = await given(api().GET("/me")).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(ApiError);
  expect((fault as ApiError).problem.rule).toBe("CN-3");
  expect((fault as ApiError).fields).toEqual({ body: "No." });
});

test("a network that fails is told apart from a refusal", async () => {
  serve({ "GET /me": lost });
  const fault = await given(api().GET("/me")).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(Unreachable);
  expect(sentence(fault)).toMatch(/network/);
});

test("an answer that is no problem+json is told in words of our own", async () => {
  serve({ "GET /me": new Response("<html>", { status: 502 }) });
  await expect(given(api().GET("/me"))).rejects.toThrow("Parley cannot be reached right now.");
});
