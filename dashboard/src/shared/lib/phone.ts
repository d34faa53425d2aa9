const NORTH_AMERICA = /^\+1([2-9]\d{2})([2-9]\d{2})(\d{4})$/;

/** The number as people write it: "(202) 555-0110", abroad "+44 2079460018"; anything else as it is. */
export function pretty(phone: string): string {
  const parts = NORTH_AMERICA.exec(phone);
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : phone;
}

/** Short codes have three digits in some countries. */
const FEWEST_DIGITS = 3;

/** Whether a typed text may be meant as a phone number; the API has the last word. */
export function looksLikePhone(text: string): boolean {
  return /^[+(]?[\d\s().\-/]*$/.test(text.trim()) && (text.match(/\d/g)?.length ?? 0) >= FEWEST_DIGITS;
}
