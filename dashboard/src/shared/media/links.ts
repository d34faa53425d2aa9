import type { MediaShape } from "@/api/types.gen";

const known = new Map<string, { url: string; until: number }>();
/** A link is not used any more this long before it ends. */
const MARGIN_MS = 60_000;

/**
 * The address of a file. Each answer of the API has another one for the same file; the first is kept while it leads
 * somewhere, so that pictures that are shown already are not loaded again and do not flicker.
 */
export function linkOf(media: MediaShape, now = Date.now()): string | undefined {
  const name = `${media.id} ${media.size}`;
  const kept = known.get(name);
  if (kept && kept.until - now > MARGIN_MS && isSame(kept.url, media.url)) return kept.url;
  if (!media.url || !media.until) return undefined;
  known.set(name, { url: media.url, until: Date.parse(media.until) });
  return media.url;
}

/** Whether both lead to one file. A broadcast's first file has one name for good, whichever file that is. */
function isSame(kept: string, url: string | null | undefined): boolean {
  return !url || url.split("?")[0] === kept.split("?")[0];
}
