import type { BroadcastShape } from "@/api/types.gen";
import { costInWords } from "./previewWords";

/** What the texts that went cost so far, by the price list that the preview goes by. */
export function Spent({ broadcast: { segments, cost, media } }: { broadcast: BroadcastShape }) {
  if (!segments || !cost) return null;
  const unit = media?.length ? "picture message" : "segment";
  return (
    <p className="text-sm text-soft" title={`By list price of ${cost.month}`}>
      Went out so far: {segments.toLocaleString()} {segments === 1 ? unit : `${unit}s`}.{" "}
      {costInWords({ cost, encoding: media?.length ? "MMS" : "GSM-7" })}.
    </p>
  );
}
