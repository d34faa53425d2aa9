import createClient, { type Client } from "openapi-fetch";
import type { Session } from "@/auth/session";
import { ApiError, problemOf, Unreachable } from "./problem";
import { faultInReadersClock, inReadersClock } from "./sentences";
import type { paths } from "./types.gen";

export type Api = Client<paths>;

let current: Api | null = null;

/** Makes the one client of this page. */
export function connect(apiUrl: string, session: Session): Api {
  current = createClient<paths>({
    baseUrl: new URL(apiUrl, window.location.origin).href.replace(/\/$/, ""),
    fetch: (request) => send(request, session),
  });
  return current;
}

/** The client; `connect` comes first. */
export function api(): Api {
  if (!current) throw new Error("api() before connect()");
  return current;
}

/** What the API gave, or the error that tells why not. */
export async function given<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ApiError(faultInReadersClock(problemOf(error, response.status)));
  return inReadersClock(data as T);
}

async function send(request: Request, session: Session): Promise<Response> {
  const again = request.clone();
  const token = await within(session.token());
  if (token === null) return signedOut();
  const response = await within(fetch(withToken(request, token)));
  if (response.status !== 401) return response;
  const renewed = await within(session.renew(token));
  if (renewed === null) return response;
  const second = await within(fetch(withToken(again, renewed)));
  // A fresh token that is refused too: this session is over.
  if (second.status === 401) session.signOut();
  return second;
}

async function within<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "AbortError") throw fault;
    throw new Unreachable();
  }
}

function withToken(request: Request, token: string): Request {
  const headers = new Headers(request.headers);
  headers.set("Authorization", token);
  return new Request(request, { headers });
}

function signedOut(): Response {
  const problem = {
    title: "Not signed in",
    status: 401,
    code: "not_signed_in",
    detail: "Sign in and try again.",
  };
  return new Response(JSON.stringify(problem), {
    status: 401,
    headers: { "Content-Type": "application/problem+json" },
  });
}
