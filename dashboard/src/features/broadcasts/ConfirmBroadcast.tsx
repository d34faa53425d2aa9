import { sentence } from "@/api/problem";
import type { BroadcastShape, LineShape, NewBroadcast, Preview } from "@/api/types.gen";
import type { Attached } from "@/shared/drafts";
import { pretty } from "@/shared/lib/phone";
import { full } from "@/shared/lib/time";
import { zoneInWords } from "@/shared/schedule/moments";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import type { IconName } from "@/shared/ui/Icon";
import { Notice } from "@/shared/ui/States";
import { LinkNotes } from "./LinkNotes";
import { NotToThem } from "./NotToThem";
import { PreviewFacts, SizeNote, SpecialHint } from "./PreviewFacts";
import { isForNobody, plainly, reachOf, splitInWords, waitsOf, whomInWords } from "./previewWords";
import { useSend } from "./queries";
import { ruleInWords, ruleOf } from "./repeat";
import { Samples } from "./Samples";
import { Waits } from "./Waits";
import { localInWords } from "./when";

interface ConfirmBroadcastProps {
  confirmation: { order: NewBroadcast; key: string; preview: Preview; media: Attached[] } | null;
  line: LineShape | undefined;
  /** The brand's, by whose clock it comes again. */
  zone: string;
  onClose: () => void;
  onSent: (broadcast: BroadcastShape) => void;
  /** The text written otherwise, to be looked at anew. */
  onReplace: (body: string) => void;
}

/** What would happen, and the one button that makes it happen. */
export function ConfirmBroadcast({
  confirmation,
  line,
  zone,
  onClose,
  onSent,
  onReplace,
}: ConfirmBroadcastProps) {
  const send = useSend();
  if (!confirmation)
    return (
      <Dialog open={false} onClose={onClose} title="">
        {null}
      </Dialog>
    );
  const { order, key, preview, media } = confirmation;
  const { body = "" } = order;
  const nobody = isForNobody(preview);
  const whom = whomInWords(preview);
  const deed = deedOf(order);
  const close = () => {
    send.reset();
    onClose();
  };
  return (
    <Dialog open onClose={close} title={nobody ? "Nobody can get this text" : `${deed.words} ${whom}?`}>
      <SizeNote preview={preview} />
      <Split preview={preview} order={order} />
      <p className="text-soft">From {line?.label || pretty(line?.number ?? "")}, each in private.</p>
      <Later order={order} zone={zone} />
      {order.not_after && (
        <p className="text-soft">
          Nothing more of it goes after <time dateTime={order.not_after}>{full(order.not_after)}</time> your
          time.
        </p>
      )}
      <Told preview={preview} body={body} media={media} onReplace={onReplace} />
      {send.isError && (
        <Notice tone="danger" role="alert">
          {sentence(send.error)}
        </Notice>
      )}
      <ButtonRow>
        <Button onClick={close}>Back</Button>
        <Button
          look="primary"
          icon={send.isError ? "retry" : deed.icon}
          busy={send.isPending}
          disabled={nobody || send.isSuccess}
          onClick={() => send.mutate({ order, key }, { onSuccess: onSent })}
        >
          {send.isPending ? "Sending…" : send.isError ? "Retry" : `${deed.words} ${whom}`}
        </Button>
      </ButtonRow>
    </Dialog>
  );
}

interface ToldProps {
  preview: Preview;
  body: string;
  media: Attached[];
  onReplace: (body: string) => void;
}

/** What goes, when, and whom it does not reach. There are no length and cost where nobody was found whom it reaches. */
function Told({ preview, body, media, onReplace }: ToldProps) {
  const { late, punctual } = waitsOf(preview);
  if (isForNobody(preview)) return <NotToThem preview={preview} />;
  if (reachOf(preview) <= 0)
    return (
      <>
        <LinkNotes preview={preview} />
        <NotToThem preview={preview} />
      </>
    );
  return (
    <>
      <PreviewFacts preview={preview} />
      <SpecialHint preview={preview} onReplace={() => onReplace(plainly(body, preview.replacements))} />
      <LinkNotes preview={preview} />
      <Waits waits={punctual.waits} total={punctual.waiting} punctual />
      <Waits waits={late.waits} total={late.waiting} />
      <NotToThem preview={preview} />
      <Samples preview={preview} body={body} media={media} />
    </>
  );
}

/** Who gets it at once, later and not at all, before all else: a long sheet hides what stands at its end. */
function Split({ preview, order }: { preview: Preview; order: NewBroadcast }) {
  const split = splitInWords(preview, order.send_at_local ? "there" : order.send_at ? "then" : "now");
  return split && <p className="font-medium">{split}</p>;
}

function Later({ order, zone }: { order: NewBroadcast; zone: string }) {
  const { send_at, send_at_local, repeat } = order;
  if (send_at_local)
    return (
      <Notice tone="good">
        It goes on {localInWords(send_at_local)}. The list is made when it may be that time anywhere: who is
        in the group then gets it, if the rules allow it.
      </Notice>
    );
  if (!send_at) return null;
  if (repeat)
    return (
      <Notice tone="good">
        {ruleInWords(ruleOf(repeat, send_at, zone))}. First it goes on{" "}
        <time dateTime={send_at}>{full(send_at)}</time> your time, or on the next day that fits. Each time it
        goes to who is in the group then. What is told here is the first time.
      </Notice>
    );
  return (
    <Notice tone="good">
      It goes on <time dateTime={send_at}>{full(send_at)}</time>, by your own clock (
      {zoneInWords(new Date(send_at))}). Who is in the group then gets it, if the rules allow it then.
    </Notice>
  );
}

function deedOf(order: NewBroadcast): { words: string; icon: IconName } {
  return order.send_at || order.send_at_local
    ? { words: "Schedule for", icon: "clock" }
    : { words: "Send to", icon: "send" };
}
