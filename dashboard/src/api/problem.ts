import type { Problem } from "./types.gen";

/** The API refused; `problem` says why in words for people. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  /** What is wrong with each field, by its path. */
  get fields(): Record<string, string> {
    return this.problem.fields ?? {};
  }
}

/** Nothing came back: the request may or may not have arrived. */
export class Unreachable extends Error {
  constructor() {
    super("No connection. Check your network and try again.");
  }
}

/** Whether the API knows no such thing, or none that the caller may see. */
export function isGone(fault: unknown): boolean {
  return fault instanceof ApiError && fault.problem.status === 404;
}

/** One sentence for a person, whatever went wrong. */
export function sentence(fault: unknown): string {
  if (fault instanceof ApiError || fault instanceof Unreachable) return fault.message;
  return "Something went wrong. Try again.";
}

/** The problem that an answer carries; one of our own making where a proxy in between answered. */
export function problemOf(body: unknown, status: number): Problem {
  if (typeof body === "object" && body !== null && "code" in body && "detail" in body) return body as Problem;
  return {
    title: "Something broke",
    status,
    code: `http_${status}`,
    detail: status >= 500 ? "Parley cannot be reached right now. Try again." : "This request was refused.",
  };
}
