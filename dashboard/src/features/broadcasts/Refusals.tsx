import type { ReasonShape, RefusedRecipient } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";

interface RefusalsProps {
  total: number;
  reasons: ReasonShape[];
  /** Some of the refused by name. */
  named: RefusedRecipient[];
}

/** Who does not get it and why: how many for each reason, and some of them by name. */
export function Refusals({ total, reasons, named }: RefusalsProps) {
  const unnamed = total - named.length;
  return (
    <section aria-label="Refused" className="rounded-2xl bg-warn-soft px-4 py-3 text-warn">
      <h3 className="font-semibold">
        {total === 1 ? "1 person does not get it" : `${total.toLocaleString()} people do not get it`}
      </h3>
      <dl className="mt-1 flex max-h-40 flex-col gap-2 overflow-y-auto text-[0.95rem]">
        {reasons.map(({ code, reason, recipients }) => {
          const names = named.filter((one) => one.code === code).map(({ contact }) => contact);
          return (
            <div key={code}>
              <dt>
                {reasons.length > 1 && `${recipients.toLocaleString()}: `}
                {reason}
              </dt>
              <dd className="font-medium">
                {names.map((contact) => contact.name || pretty(contact.phone)).join(", ")}
              </dd>
            </div>
          );
        })}
      </dl>
      {unnamed > 0 && <p className="mt-1">And {unnamed.toLocaleString()} more.</p>}
    </section>
  );
}
