import type { ConsentEventShape } from "@/api/types.gen";
import { exact } from "@/shared/lib/time";
import { actWords, sourceWords, stateWords } from "./words";

/** The events of one line, oldest first: who, when, from where, and the exact words. */
export function History({ events }: { events: ConsentEventShape[] }) {
  if (events.length === 0) return <p className="text-soft">Nothing is on record.</p>;
  return (
    <ol className="flex flex-col gap-4">
      {events.map((event) => (
        <li key={event.number} className="break-inside-avoid border-l-2 border-rule pl-3">
          <p className="font-medium">
            {event.number}. {actWords(event)}
            <span className="font-normal text-soft">
              {" "}
              ({stateWords(event.before)} → {stateWords(event.after)})
            </span>
          </p>
          <p className="text-sm text-soft">
            <time dateTime={event.at}>{exact(event.at)}</time>, {sourceWords(event)}
            {event.actor && ` (${event.actor.name})`}
          </p>
          {event.wording && (
            <blockquote className="mt-1 text-sm whitespace-pre-line wrap-anywhere">
              “{event.wording}”
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  );
}
