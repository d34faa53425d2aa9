import { full } from "@/shared/lib/time";
import { forField } from "@/shared/schedule/moments";

/** When a broadcast goes: at one moment for all, at a time of day wherever each person is, or (neither) at once. */
export interface When {
  sendAt: string | null;
  /** As clocks show it there, without a zone: 2026-12-01T09:00. */
  sendAtLocal: string | null;
}

export const NOW: When = { sendAt: null, sendAtLocal: null };

/** A moment that was chosen by this browser's clock; `everywhere`: the clock of each person is meant. */
export function chosen(at: Date, everywhere: boolean): When {
  return everywhere
    ? { sendAt: null, sendAtLocal: forField(at) }
    : { sendAt: at.toISOString(), sendAtLocal: null };
}

/** As the API takes it; nothing of what was not chosen. */
export function asAsked({ sendAt, sendAtLocal }: When): { send_at?: string; send_at_local?: string } {
  return { ...(sendAt && { send_at: sendAt }), ...(sendAtLocal && { send_at_local: sendAtLocal }) };
}

/** A moment as its field writes it, as the API takes it; null for none, and for what is no moment. */
export function momentAsked(field: string): string | null {
  const at = new Date(field);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** "Tuesday, December 1, 2026 at 9:00 AM where each person is". A time without a zone reads as this browser's. */
export function localInWords(local: string): string {
  return `${full(local)} where each person is`;
}
