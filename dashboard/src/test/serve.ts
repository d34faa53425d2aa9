import { vi } from "vitest";

/** A request as the API would see it; `call` is "POST /multi", without the query. */
export interface Seen {
  call: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

/** A body, a Response, null for 204, or a function of what was asked that gives one of them. */
type Answer = object | null | ((seen: Seen) => unknown);

/** Answers the page's requests from a table by method and path, and gives every request that came, in order. */
export function serve(table: Record<string, Answer>): Seen[] {
  const log: Seen[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const seen = await read(new Request(input, init));
    log.push(seen);
    const answer = table[seen.call];
    if (answer === undefined) return problem(404, "not_found", `Nothing serves ${seen.call}.`);
    return response(typeof answer === "function" ? await answer(seen) : answer);
  });
  return log;
}

/** A network that is away. */
export function lost(): never {
  throw new TypeError("Failed to fetch");
}

/** An answer as problem+json. */
export function problem(status: number, code: string, detail: string, more: object = {}): Response {
  const body = { type: "about:blank", title: detail, status, code, detail, ...more };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

function response(given: unknown): Response {
  if (given instanceof Response) return given.clone();
  return given === null ? new Response(null, { status: 204 }) : Response.json(given);
}

async function read(request: Request): Promise<Seen> {
  const url = new URL(request.url);
  const text = await request.text();
  return {
    call: `${request.method} ${url.pathname.replace(/^\/api/, "")}`,
    query: url.searchParams,
    headers: request.headers,
    body: text ? JSON.parse(text) : null,
  };
}
