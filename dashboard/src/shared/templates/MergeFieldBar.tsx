import { FIELDS } from "./fields";

interface MergeFieldBarProps {
  legend: string;
  onInsert: (token: string) => void;
}

/** One tap puts a field into the text; the text keeps the focus and the keyboard stays up. */
export function MergeFieldBar({ legend, onInsert }: MergeFieldBarProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="mb-1.5 text-sm text-soft">{legend}</legend>
      {FIELDS.map((field) => (
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
