import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LineShape, RecaptureOverview } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { full } from "@/shared/lib/time";
import { Button } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { Section } from "@/shared/ui/Section";
import { Failed, Loading } from "@/shared/ui/States";
import { recaptureQuery, useStartRecapture } from "./queries";

/** Who had agreed to the line's old number, and asking each of them once whether the new one may text. */
export function Recapture({ line, old }: { line: LineShape; old: LineShape | undefined }) {
  const query = useQuery(recaptureQuery(line.id));
  const from = old ? pretty(old.number) : "the old number";
  return (
    <Section title="Ask again">
      {query.isPending && <Loading rows={1} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Asking line={line} from={from} found={query.data} />}
    </Section>
  );
}

function Asking({ line, from, found }: { line: LineShape; from: string; found: RecaptureOverview }) {
  const [confirming, setConfirming] = useState(false);
  const start = useStartRecapture(line.id);
  const running = Boolean(found.run && !found.run.done_at);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-pretty">
        <strong className="font-semibold">{found.agreed.toLocaleString()}</strong> had agreed to {from};{" "}
        <strong className="font-semibold">{found.unasked.toLocaleString()}</strong> of them were never asked
        on this number.
      </p>
      {found.items.length > 0 && <Names found={found} />}
      <Progress found={found} />
      {found.unasked > 0 && !running && (
        <Button look="primary" className="self-start" onClick={() => setConfirming(true)}>
          Ask {found.unasked.toLocaleString()} again
        </Button>
      )}
      <Confirm
        open={confirming}
        onClose={() => setConfirming(false)}
        title={`Ask ${found.unasked.toLocaleString()} people again?`}
        action="Send the question"
        busy={start.isPending}
        error={start.error}
        onConfirm={() => start.mutate(undefined, { onSuccess: () => setConfirming(false) })}
      >
        Each gets one text, once ever: that your number has changed, and to reply YES. Until they do, nothing
        else goes to them from this line.
      </Confirm>
    </div>
  );
}

function Names({ found }: { found: RecaptureOverview }) {
  const names = found.items.map((contact) => contact.name || pretty(contact.phone)).join(", ");
  const more = found.unasked - found.items.length;
  return (
    <p className="text-sm text-soft">
      {names}
      {more > 0 && ` and ${more.toLocaleString()} more`}
    </p>
  );
}

function Progress({ found: { run } }: { found: RecaptureOverview }) {
  if (!run) return null;
  return (
    <p role="status" className="text-sm text-soft">
      {run.done_at ? `Done ${full(run.done_at)}` : "Under way"}: {run.asked.toLocaleString()} asked
      {run.passed > 0 && `, ${run.passed.toLocaleString()} passed over`}. Begun by {run.by.name}.
    </p>
  );
}
