import type { RefusedRecipient } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";

/** Who does not get it and why, those with the same reason together. `total` may be more than are named. */
export function Refusals({ refusals, total }: { refusals: RefusedRecipient[]; total: number }) {
  const unnamed = total - refusals.length;
  return (
    <section aria-label="Refused" className="rounded-2xl bg-warn-soft px-4 py-3 text-warn">
      <h3 className="font-semibold">
        {total === 1 ? "1 person does not get it" : `${total} people do not get it`}
      </h3>
      <dl className="mt-1 flex max-h-40 flex-col gap-2 overflow-y-auto text-[0.95rem]">
        {byReason(refusals).map(([reason, names]) => (
          <div key={reason}>
            <dt>{reason}</dt>
            <dd className="font-medium">{names.join(", ")}</dd>
          </div>
        ))}
      </dl>
      {unnamed > 0 && <p className="mt-1">And {unnamed.toLocaleString()} more.</p>}
    </section>
  );
}

function byReason(refusals: RefusedRecipient[]): [string, string[]][] {
  const reasons = new Map<string, string[]>();
  for (const { contact, reason } of refusals) {
    const names = reasons.get(reason) ?? [];
    reasons.set(reason, [...names, contact.name || pretty(contact.phone)]);
  }
  return [...reasons];
}
