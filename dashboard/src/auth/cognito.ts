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
  RefreshToken?: string;
  ExpiresIn: number;
}

interface Answer {
  AuthenticationResult?: Tokens;
  ChallengeName?: string;
  Session?: string;
}

export type Outcome =
  | { kind: "signed-in"; idToken: string; refreshToken: string | undefined; expiresIn: number }
  | { kind: "new-password"; session: string };

const SENTENCES: Record<string, string> = {
  NotAuthorizedException: "The email or the password is wrong.",
  UserNotFoundException: "The email or the password is wrong.",
  UserNotConfirmedException: "This account is not confirmed yet. Ask an admin.",
  PasswordResetRequiredException: "Your password must be renewed. Ask an admin.",
  InvalidPasswordException: "This password is too weak. Use at least 8 characters, with capitals and digits.",
  TooManyRequestsException: "Too many attempts. Wait a minute and try again.",
  LimitExceededException: "Too many attempts. Wait a minute and try again.",
  CodeMismatchException: "Sign in again: the step before took too long.",
};

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
  return ask(settings, "RespondToAuthChallenge", {
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    ClientId: settings.userPoolClientId,
    Session: session,
    ChallengeResponses: { USERNAME: email, NEW_PASSWORD: password },
  });
}

/** Fresh tokens for a refresh token. */
export function refreshTokens(settings: Settings, refreshToken: string): Promise<Outcome> {
  return ask(settings, "InitiateAuth", {
    AuthFlow: "REFRESH_TOKEN_AUTH",
    ClientId: settings.userPoolClientId,
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
}

async function ask(settings: Settings, action: string, wish: object): Promise<Outcome> {
  const response = await fetch(settings.cognitoEndpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify(wish),
  });
  if (!response.ok) throw await refusal(response);
  return outcome((await response.json()) as Answer);
}

function outcome(answer: Answer): Outcome {
  const tokens = answer.AuthenticationResult;
  if (tokens) {
    return {
      kind: "signed-in",
      idToken: tokens.IdToken,
      refreshToken: tokens.RefreshToken,
      expiresIn: tokens.ExpiresIn,
    };
  }
  if (answer.ChallengeName === "NEW_PASSWORD_REQUIRED" && answer.Session) {
    return { kind: "new-password", session: answer.Session };
  }
  throw new SignInRefused(
    answer.ChallengeName ?? "unknown",
    "This way of signing in is not supported here yet.",
  );
}

async function refusal(response: Response): Promise<Error> {
  const told = (await response.json().catch(() => ({}))) as { __type?: string; message?: string };
  const code = told.__type?.split("#").pop() ?? "";
  if (!code) return new Error(`Signing in is not possible right now (${response.status}).`);
  return new SignInRefused(code, SENTENCES[code] ?? told.message ?? "Signing in was refused.");
}
