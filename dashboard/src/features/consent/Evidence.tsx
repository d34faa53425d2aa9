import type { ConsentEventShape } from "@/api/types.gen";

/** What else proves each event, and the digests that chain them: small print for whoever checks it. */
export function Evidence({ events }: { events: ConsentEventShape[] }) {
  return (
    <details className="text-xs text-soft print:[&>*]:block" open>
      <summary className="min-h-11 cursor-pointer py-3 font-medium print:hidden">Evidence and chain</summary>
      <ul className="flex flex-col gap-2">
        {events.map((event) => (
          <li key={event.number} className="break-inside-avoid wrap-anywhere">
            <span className="font-medium">Event {event.number}</span> · {event.at}
            {Object.entries(event.evidence).map(([name, value]) => (
              <span key={name}>
                {" · "}
                {name}: {value}
              </span>
            ))}
            {event.message && <span> · message {event.message}</span>}
            <span className="block font-mono">
              {event.previous || "begin"} → {event.digest}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
