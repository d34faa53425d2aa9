import type { WaitingRecipients } from "@/api/types.gen";
import { timeIn } from "@/shared/lib/time";

/** Who gets it later and when, by the clocks where they are; all of them go by themselves. */
export function Waits({ waits, total }: { waits: WaitingRecipients[]; total: number }) {
  if (total === 0) return null;
  return (
    <section aria-label="Waiting" className="rounded-2xl bg-hover px-4 py-3">
      <h3 className="font-semibold">
        {total === 1 ? "1 person gets it later" : `${total.toLocaleString()} people get it later`}
      </h3>
      <dl className="mt-1 flex max-h-40 flex-col gap-2 overflow-y-auto text-[0.95rem]">
        {waits.map(({ until, zone, code, reason, recipients }) => (
          <div key={`${until} ${zone} ${code}`}>
            <dt className="font-medium">
              {recipients.toLocaleString()} on <time dateTime={until}>{timeIn(zone, until)}</time> there
            </dt>
            <dd className="text-soft">{reason}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
