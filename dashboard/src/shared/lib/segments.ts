import type { LineKind } from "@/api/types.gen";

/** Longest text the API takes, in UTF-16 units, as `length` counts. */
export const MAX_BODY = 1600;

/** GSM 03.38: characters of one unit, and those that take an escape before them. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡" +
  "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "\f^{}\\[~]|€";

const UNITS = new Map<string, number>([
  ...[...BASIC].map((letter) => [letter, 1] as const),
  ...[...EXTENDED].map((letter) => [letter, 2] as const),
]);

const CAPACITY = {
  "GSM-7": { single: 160, part: 153, tollFreePart: 152 },
  "UCS-2": { single: 70, part: 67, tollFreePart: 66 },
} as const;

/** How a text travels; the same numbers as the API's. */
export interface Segments {
  encoding: keyof typeof CAPACITY;
  units: number;
  segments: number;
  /** What the last segment still takes, in units. */
  left: number;
  /** The first character that is not in GSM-7 and so makes segments short. */
  forcedBy: string | null;
}

/** How `body` is encoded and cut when a line of this kind sends it. */
export function countSegments(body: string, kind: LineKind = "local"): Segments {
  const letters = [...body];
  const forcedBy = letters.find((letter) => !UNITS.has(letter)) ?? null;
  const encoding = forcedBy === null ? "GSM-7" : "UCS-2";
  const widths = letters.map((letter) => (forcedBy === null ? (UNITS.get(letter) ?? 1) : letter.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { single, part, tollFreePart } = CAPACITY[encoding];
  if (units <= single)
    return { encoding, units, segments: Math.min(units, 1), left: single - units, forcedBy };
  return { encoding, units, ...cut(widths, kind === "toll_free" ? tollFreePart : part), forcedBy };
}

/** The text as it goes to the handset: a line's first one ends with who texts and how to end it, as the API adds it. */
export function asItGoes(body: string, introduction = ""): string {
  return introduction ? body.trimEnd() + introduction : body;
}

/** Surrogates, and an escape and its character, stay together. */
function cut(widths: number[], size: number): { segments: number; left: number } {
  let segments = 1;
  let filled = 0;
  for (const width of widths) {
    if (filled + width > size) {
      segments += 1;
      filled = 0;
    }
    filled += width;
  }
  return { segments, left: size - filled };
}
