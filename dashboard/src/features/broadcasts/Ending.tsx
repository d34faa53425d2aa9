import type { BroadcastShape } from "@/api/types.gen";
import { full } from "@/shared/lib/time";
import { isOver } from "./progress";

/** From when on nothing more of it goes, or that this is past. Of what ended otherwise it does not matter any more. */
export function Ending({ broadcast: { stage, not_after } }: { broadcast: BroadcastShape }) {
  if (!not_after || (isOver(stage) && stage !== "expired")) return null;
  const at = <time dateTime={not_after}>{full(not_after)}</time>;
  if (stage === "expired")
    return (
      <p className="text-soft">Its time ended on {at} your time. Who had not got it by then does not.</p>
    );
  return <p className="text-soft">Nothing more of it goes after {at} your time.</p>;
}
