import { sentence } from "@/api/problem";
import type { BroadcastShape, LineShape, NewBroadcast, Preview } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Notice } from "@/shared/ui/States";
import { useSend } from "./queries";
import { Refusals } from "./Refusals";
import { Waits } from "./Waits";

interface ConfirmBroadcastProps {
  confirmation: { order: NewBroadcast; key: string; preview: Preview } | null;
  line: LineShape | undefined;
  onClose: () => void;
  onSent: (broadcast: BroadcastShape) => void;
}

/** What would happen, and the one button that makes it happen. */
export function ConfirmBroadcast({ confirmation, line, onClose, onSent }: ConfirmBroadcastProps) {
  const send = useSend();
  if (!confirmation)
    return (
      <Dialog open={false} onClose={onClose} title="">
        {null}
      </Dialog>
    );
  const { order, key, preview } = confirmation;
  const reached = preview.recipients - preview.refused;
  const close = () => {
    send.reset();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={reached > 0 ? `Send to ${people(reached)}?` : "Nobody can get this text"}
    >
      <p className="text-soft">
        From {line?.label || pretty(line?.number ?? "")}, each in private. {lengthOf(preview, reached)}
      </p>
      <figure className="flex flex-col gap-1.5">
        <blockquote className="ml-8 w-fit self-end rounded-2xl rounded-br-md bg-outgoing px-4 py-2.5 break-words whitespace-pre-wrap text-on-outgoing">
          {preview.sample}
        </blockquote>
        {preview.sample !== order.body && (
          <figcaption className="text-right text-xs text-soft">The longest of them, filled in</figcaption>
        )}
      </figure>
      <Waits waits={preview.waits} total={preview.waiting} />
      {preview.refused > 0 && <Refusals refusals={preview.refused_sample} total={preview.refused} />}
      {send.isError && (
        <Notice tone="danger" role="alert">
          {sentence(send.error)}
        </Notice>
      )}
      <ButtonRow>
        <Button onClick={close}>Back</Button>
        <Button
          look="primary"
          icon={send.isError ? "retry" : "send"}
          busy={send.isPending}
          disabled={reached === 0 || send.isSuccess}
          onClick={() => send.mutate({ order, key }, { onSuccess: onSent })}
        >
          {send.isPending ? "Sending…" : send.isError ? "Retry" : `Send to ${people(reached)}`}
        </Button>
      </ButtonRow>
    </Dialog>
  );
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString()} people`;
}

function lengthOf({ segments, encoding }: Preview, reached: number): string {
  const all = (segments * reached).toLocaleString();
  if (segments <= 1) return `One segment each, ${all} in all.`;
  const special = encoding === "UCS-2" ? ", because of a special character" : "";
  return `Up to ${segments} segments each${special}, at most ${all} in all.`;
}
