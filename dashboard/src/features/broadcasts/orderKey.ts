import type { NewBroadcast } from "@/api/types.gen";

export interface Keyed {
  content: string;
  key: string;
}

/**
 * The Idempotency-Key of an order. The same order keeps its key until it went out, so that a second tap, or another
 * try after an answer that got lost, sends nothing twice; another order gets another key.
 */
export function keyFor(order: NewBroadcast, before: Keyed | null, fresh: () => string): Keyed {
  const content = JSON.stringify(Object.entries(order).sort());
  return before?.content === content ? before : { content, key: fresh() };
}
