import { type Refusal, useRefusal } from "@/api/outbox";
import type { Composer } from "@/api/types.gen";
import { full } from "@/shared/lib/time";
import { Notice } from "@/shared/ui/States";

/** Why one cannot write here now, and until when. */
export function ClosedComposer({ composer }: { composer: Composer }) {
  const tone = composer.code === "consent_no" || composer.code === "stopped" ? "danger" : "warn";
  return (
    <div data-testid="composer-closed" data-code={composer.code}>
      <Notice tone={tone} role="status">
        <p className="font-medium">{composer.reason ?? "This conversation must wait."}</p>
        <Until at={composer.until} />
      </Notice>
    </div>
  );
}

/** That one may no longer see this conversation, as when the one is back for whom one stood in. */
export function GoneComposer({ thread }: { thread: string }) {
  const refusal = useRefusal(thread);
  return (
    <div className="pad-bottom border-t border-rule bg-surface">
      <div data-testid="composer-gone" className="mx-auto max-w-3xl px-3 py-2.5">
        <Notice tone="warn" role="status">
          <p className="font-medium">{refusal && "Not sent. "}You do not see this conversation any more.</p>
          <p className="text-sm">
            Somebody else answers here now, as when the one is back for whom you stood in.
          </p>
        </Notice>
      </div>
    </div>
  );
}

/** Why the text that was just sent was refused. */
export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  return (
    <div data-testid="refusal">
      <Notice tone="danger" role="alert">
        <p className="font-medium">Not sent. {refusal.detail}</p>
        <Until at={refusal.until} />
      </Notice>
    </div>
  );
}

function Until({ at }: { at?: string | null | undefined }) {
  return at ? <p className="text-sm">It may go from {full(at)}.</p> : null;
}
