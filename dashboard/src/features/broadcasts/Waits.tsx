import type { WaitingRecipients } from "@/api/types.gen";
import { timeIn } from "@/shared/lib/time";

interface WaitsProps {
  waits: WaitingRecipients[];
  total: number;
  /** They wait for the time of day that was chosen, and for nothing else. */
  punctual?: boolean;
}

/** Who gets it later and when, by the clocks where they are; all of them go by themselves. */
export function Waits({ waits, total, punctual = false }: WaitsProps) {
  if (total === 0) return null;
  const people = total === 1 ? "1 person" : `${total.toLocaleString()} people`;
  const when = punctual ? "at that time, where they are" : "later";
  const later = waits.some(isTimed) ? `${total === 1 ? "gets" : "get"} it ${when}` : waitOf(total);
  return (
    <section aria-label={punctual ? "At that time" : "Waiting"} className="rounded-2xl bg-hover px-4 py-3">
      <h3 className="font-semibold">
        {people} {later}
      </h3>
      <dl className="mt-1 flex max-h-40 flex-col gap-2 overflow-y-auto text-[0.95rem]">
        {waits.map((wait) => (
          <div key={`${wait.until} ${wait.zone} ${wait.code}`}>
            <dt className={isTimed(wait) || waits.length > 1 ? "font-medium" : "sr-only"}>
              {wait.recipients.toLocaleString()} <Moment wait={wait} />
            </dt>
            <dd className="text-soft">{wait.reason}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Moment({ wait }: { wait: WaitingRecipients }) {
  if (!isTimed(wait)) return waitOf(wait.recipients);
  return (
    <>
      on <time dateTime={wait.until}>{timeIn(wait.zone, wait.until)}</time> there
    </>
  );
}

/** Whether it is known when they get it. What waits for a person, as a held line does, is only looked at again then. */
function isTimed({ zone }: WaitingRecipients): boolean {
  return zone !== "";
}

function waitOf(people: number): string {
  return people === 1 ? "waits" : "wait";
}
