import { clock } from "@/shared/lib/time";
import type { Problem } from "./types.gen";

/** Under these names the API gives sentences of its own, never what somebody wrote to somebody. */
const SENTENCES = new Set(["detail", "obstacle", "plain", "reason", "sentence", "warning"]);
const TIME = /(?<!\d)(?:[01]\d|2[0-3]):[0-5]\d(?!:?\d)/g;

/** An answer whose sentences tell the time of day as its reader's country does, like all else on the screen: 8:00 AM. */
export function inReadersClock<T>(answer: T): T {
  if (typeof answer === "object" && answer !== null) translate(answer as Record<string, unknown>);
  return answer;
}

/** The same of an error, and of what it says of each field. */
export function faultInReadersClock(problem: Problem): Problem {
  const fields = Object.entries(problem.fields ?? {}).map(([field, words]) => [field, told(words)]);
  return {
    ...problem,
    detail: told(problem.detail),
    ...(problem.fields && { fields: Object.fromEntries(fields) }),
  };
}

function translate(part: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(part)) {
    if (typeof value === "string" && SENTENCES.has(name)) part[name] = told(value);
    else if (typeof value === "object" && value !== null) translate(value as Record<string, unknown>);
  }
}

function told(sentence: string): string {
  return sentence.replace(TIME, clock);
}
