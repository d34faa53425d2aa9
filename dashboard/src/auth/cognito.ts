import type { Settings } from "./settings";

/** What the user pool refused, by its own code, with a sentence for the person. */
export class SignInRefused extends Error {
  constructor(
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
  }
}

interface Tokens {
  IdToken: string;
  AccessToken: string;
  RefreshToken?: string;
  ExpiresIn: number;
}

interface Answer {
  AuthenticationResult?: Tokens;
  ChallengeName?: string;
  Session?: string;
}

export type Outcome =
  | {
      kind: "signed-in";
      idToken: string;
      accessToken: string;
      refreshToken: string | undefined;
      expiresIn: number;
    }
  | { kind: Step; session: string };

/** What the pool may want before it lets somebody in: a new password, or the code that an app shows. */
export type Step = "new-password" | "code";

const STEPS: Record<string, Step> = { NEW_PASSWORD_REQUIRED: "new-password", SOFTWARE_TOKEN_MFA: "code" };

/** A step that took longer than the pool waits is refused as a wrong password would be. */
const TOO_LATE = "That took too long. Sign in again.";

/** Signs in by password; a person's first sign-in may ask for a new one. */
export function signInByPassword(settings: Settings, email: string, password: string): Promise<Outcome> {
  return ask(settings, "InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: settings.userPoolClientId,
    AuthParameters: { USERNAME: email, PASSWORD: password },
  });
}

/** Answers the pool's wish for a new password. */
export function answerNewPassword(
  settings: Settings,
  email: string,
  password: string,
  session: string,
): Promise<Outcome> {
  return answer(settings, "NEW_PASSWORD_REQUIRED", session, { USERNAME: email, NEW_PASSWORD: password });
}

/** Answers the pool's wish for the code that the person's app shows now. */
export function answerCode(
  settings: Settings,
  email: string,
  code: string,
  session: string,
): Promise<Outcome> {
  return answer(settings, "SOFTWARE_TOKEN_MFA", session, { USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: code });
}

/** Fresh tokens for a refresh token. */
export function refreshTokens(settings: Settings, refreshToken: string): Promise<Outcome> {
  return ask(settings, "InitiateAuth", {
    AuthFlow: "REFRESH_TOKEN_AUTH",
    ClientId: settings.userPoolClientId,
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
}

async function answer(
  settings: Settings,
  challenge: string,
  session: string,
  responses: object,
): Promise<Outcome> {
  const wish = { ChallengeName: challenge, ClientId: settings.userPoolClientId, Session: session };
  try {
    return await ask(settings, "RespondToAuthChallenge", { ...wish, ChallengeResponses: responses });
  } catch (fault) {
    if (!(fault instanceof SignInRefused) || fault.code !== "NotAuthorizedException") throw fault;
    throw new SignInRefused("TooLate", TOO_LATE);
  }
}

async function ask(settings: Settings, action: string, wish: object): Promise<Outcome> {
  return outcome((await call(settings, action, wish)) as Answer);
}

/** One of the pool's own calls, with its answer; SignInRefused where the pool says no. */
export async function call(settings: Settings, action: string, wish: object): Promise<unknown> {
  const response = await fetch(settings.cognitoEndpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify(wish),
  });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

function outcome(answer: Answer): Outcome {
  const tokens = answer.AuthenticationResult;
  if (tokens) {
    return {
      kind: "signed-in",
      idToken: tokens.IdToken,
      accessToken: tokens.AccessToken,
      refreshToken: tokens.RefreshToken,
      expiresIn: tokens.ExpiresIn,
    };
  }
  const step = STEPS[answer.ChallengeName ?? ""];
  if (step && answer.Session) return { kind: step, session: answer.Session };
  throw new SignInRefused(
    answer.ChallengeName ?? "unknown",
    "This way of signing in is not supported here yet.",
  );
}

async function refusal(response: Response): Promise<Error> {
  const told = (await response.json().catch(() => ({}))) as { __type?: string; message?: string };
  const code = told.__type?.split("#").pop() ?? "";
  if (!code) return new Error(`Signing in is not possible right now (${response.status}).`);
  const { SENTENCES } = await import("./sentences");
  return new SignInRefused(code, SENTENCES[code] ?? told.message ?? "Signing in was refused.");
}
