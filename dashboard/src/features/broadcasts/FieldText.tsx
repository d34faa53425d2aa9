import { fieldParts } from "./fieldParts";

/** A text as it was written: what differs for each who gets it is set off by its name. */
export function FieldText({ body }: { body: string }) {
  return fieldParts(body).map((part, place) =>
    typeof part === "string" ? (
      part
    ) : (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name, and never move.
        key={place}
        data-testid="field"
        title={part.fallback ? `Where it is not known: “${part.fallback}”` : "Left out where it is not known"}
        className="rounded-md border border-current px-1 text-[0.9em]"
      >
        <span className="sr-only">Field: </span>
        {part.label}
      </span>
    ),
  );
}
