import { useInfiniteQuery } from "@tanstack/react-query";
import { rowsOf } from "@/api/pages";
import { sentence } from "@/api/problem";
import type { Held, WaitingOptIn } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { Moment } from "@/shared/ui/Moment";
import { More } from "@/shared/ui/More";
import { Section } from "@/shared/ui/Section";
import { Failed, Loading } from "@/shared/ui/States";
import { toast } from "@/shared/ui/Toaster";
import { useSettle, waitingQuery } from "./queries";

const WHY: Record<Held, string> = {
  country: "Another country",
  kind: "Not a person's number",
  budget: "Beyond the day's limit",
  busy: "Too many at once",
  late: "Came late",
  line: "Line or texting is off",
};

/** Opt-ins that nothing was texted for: let them pass, or turn them down. */
export function ReviewList() {
  const query = useInfiniteQuery(waitingQuery);
  const waiting = rowsOf(query.data);
  return (
    <Section title="Waiting for review">
      {query.isPending && <Loading rows={1} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && waiting.length === 0 && (
        <p className="text-soft">
          Nothing waits. Sign-ups from other countries, and those beyond the day's limit, are listed here.
        </p>
      )}
      <ul aria-label="Waiting for review" className="flex flex-col gap-3">
        {waiting.map((optIn) => (
          <li key={optIn.id}>
            <Waiting optIn={optIn} />
          </li>
        ))}
      </ul>
      <More query={query} />
    </Section>
  );
}

function Waiting({ optIn }: { optIn: WaitingOptIn }) {
  const settle = useSettle();
  const who = optIn.contact.name || pretty(optIn.contact.phone);
  const decide = (accept: boolean) =>
    settle.mutate(
      { id: optIn.id, accept },
      { onSuccess: () => toast(accept ? `${who} is asked to confirm` : `${who} was turned down`) },
    );
  return (
    <article className="flex flex-col gap-3 rounded-2xl border border-rule p-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 font-medium">
          {who}
          {optIn.contact.name && (
            <span className="block text-sm text-soft">{pretty(optIn.contact.phone)}</span>
          )}
        </p>
        <Badge tone="warn">{WHY[optIn.reason]}</Badge>
      </div>
      <p className="text-sm text-soft">
        For {optIn.line?.label ?? "a line that is gone"} · <Moment at={optIn.at} before="Signed up" />
        {optIn.page && <span className="block truncate">{optIn.page}</span>}
      </p>
      {settle.error && (
        <p role="alert" className="text-sm text-danger">
          {sentence(settle.error)}
        </p>
      )}
      <div className="flex gap-2">
        <Button busy={settle.isPending} onClick={() => decide(false)}>
          Turn down
        </Button>
        {optIn.reason !== "kind" && (
          <Button look="primary" busy={settle.isPending} onClick={() => decide(true)}>
            Let pass
          </Button>
        )}
      </div>
    </article>
  );
}
