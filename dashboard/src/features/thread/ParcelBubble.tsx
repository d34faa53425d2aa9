import type { Parcel } from "@/api/outbox";
import { SentThumbs } from "@/shared/media/Attach";
import { Button } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import type { Sending } from "./useSending";

/** A text that is on its way to the API, or did not get there. */
export function ParcelBubble({ parcel, sending }: { parcel: Parcel; sending: Sending }) {
  const stuck = parcel.trouble !== null;
  return (
    <div
      data-testid="message"
      data-direction="out"
      data-origin="one_to_one"
      data-status={stuck ? "unsent" : "leaving"}
      className="flex max-w-[82%] flex-col items-end gap-0.5 self-end sm:max-w-[70%]"
    >
      <div className="rounded-3xl rounded-br-lg bg-outgoing px-4 py-2.5 whitespace-pre-wrap text-on-outgoing wrap-anywhere">
        <span className="sr-only">You: </span>
        {parcel.body}
        {parcel.media && <SentThumbs media={parcel.media} />}
      </div>
      {stuck ? (
        <div role="alert" className="flex flex-col items-end gap-1 text-sm text-danger">
          <p className="px-2">{parcel.trouble}</p>
          <div className="flex gap-1">
            <Button look="quiet" onClick={() => sending.edit(parcel.key)}>
              Edit
            </Button>
            <Button look="danger" icon="retry" onClick={() => sending.retry(parcel.key)}>
              Retry
            </Button>
          </div>
        </div>
      ) : (
        <p className="mb-1 flex items-center gap-1 px-2 text-xs text-soft">
          <Icon name="clock" className="size-4" /> Sending…
        </p>
      )}
    </div>
  );
}
