import { MERGE_FIELDS } from "./mergeFields";

/** One tap puts a field into the text; the text keeps the focus and the keyboard stays up. */
export function MergeFieldBar({ onInsert }: { onInsert: (token: string) => void }) {
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="mb-1.5 text-sm text-soft">Insert what differs for each of them</legend>
      {MERGE_FIELDS.map((field) => (
        <button
          key={field.token}
          type="button"
          title={field.token}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onInsert(field.token)}
          className="touch rounded-full border border-rule px-4 text-sm font-medium hover:bg-hover"
        >
          {field.label}
        </button>
      ))}
    </fieldset>
  );
}
