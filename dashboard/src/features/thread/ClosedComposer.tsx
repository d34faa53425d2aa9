import type { Refusal } from "@/api/outbox";
import type { Composer } from "@/api/types.gen";
import { full } from "@/shared/lib/time";
import { Notice } from "@/shared/ui/States";

/** Why one cannot write here now, by which rule, and until when. */
export function ClosedComposer({ composer }: { composer: Composer }) {
  const tone = composer.code === "consent_no" || composer.code === "stopped" ? "danger" : "warn";
  return (
    <div data-testid="composer-closed" data-code={composer.code}>
      <Notice tone={tone} role="status">
        <p className="font-medium">{composer.reason ?? "This conversation must wait."}</p>
        <Rule rule={composer.rule} until={composer.until} />
      </Notice>
    </div>
  );
}

/** Why the text that was just sent was refused. */
export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  return (
    <div data-testid="refusal">
      <Notice tone="danger" role="alert">
        <p className="font-medium">Not sent. {refusal.detail}</p>
        <Rule rule={refusal.rule} until={refusal.until} />
      </Notice>
    </div>
  );
}

function Rule({ rule, until }: { rule?: string | null | undefined; until?: string | null | undefined }) {
  if (!rule && !until) return null;
  return (
    <p className="text-sm">
      {rule && `Rule ${rule}. `}
      {until && `It may go from ${full(until)}.`}
    </p>
  );
}
