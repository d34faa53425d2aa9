const BYTES = 16;

/** A new name for one wish, so that a repeat of it is known as such. Works outside of secure contexts too. */
export function freshKey(): string {
  const random = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
