import type { BroadcastShape } from "@/api/types.gen";

/** Why some did not get it, in plain words, most first: refused by which rule, failed by which error and what to do. */
export function Reasons({ broadcast }: { broadcast: BroadcastShape }) {
  const refused = broadcast.refused_by ?? [];
  const failed = broadcast.failed_by ?? [];
  if (refused.length === 0 && failed.length === 0) return null;
  return (
    <section aria-label="Why some did not get it" className="flex flex-col gap-2">
      <h2 className="font-semibold">Why some did not get it</h2>
      <dl className="flex flex-col divide-y divide-rule rounded-2xl border border-rule">
        {failed.map(({ trouble, recipients }) => (
          <Reason key={`failed ${trouble.code}`} title={trouble.title} recipients={recipients}>
            {trouble.plain} {trouble.remedy}
          </Reason>
        ))}
        {refused.map(({ code, reason, recipients }) => (
          <Reason key={code} title="Refused" recipients={recipients}>
            {reason}
          </Reason>
        ))}
      </dl>
    </section>
  );
}

function Reason({
  title,
  recipients,
  children,
}: {
  title: string;
  recipients: number;
  children: React.ReactNode;
}) {
  return (
    <div className="px-4 py-3">
      <dt className="flex items-baseline justify-between gap-3 font-medium">
        <span>{title}</span>
        <span className="tabular-nums">{recipients.toLocaleString()}</span>
      </dt>
      <dd className="text-[0.95rem] text-soft">{children}</dd>
    </div>
  );
}
