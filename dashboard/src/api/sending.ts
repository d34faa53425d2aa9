import { ApiError, Unreachable } from "./problem";

const PAUSE_MS = 1500;

/** Whether the same request may get through later, and whether it did nothing or its outcome is unknown. */
export function mayRepeat(fault: unknown): boolean {
  if (fault instanceof Unreachable) return true;
  return fault instanceof ApiError && (fault.problem.status >= 500 || fault.problem.status === 429);
}

/** The send's answer. One that got lost is repeated once: its Idempotency-Key makes that safe. */
export async function sendTwice<T>(send: () => Promise<T>, pauseMs = PAUSE_MS): Promise<T> {
  try {
    return await send();
  } catch (fault) {
    if (!mayRepeat(fault)) throw fault;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return send();
  }
}
