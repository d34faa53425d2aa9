import { Button, IconButton } from "@/shared/ui/Button";
import { inputClass } from "@/shared/ui/Field";
import type { CustomField } from "./form";

interface CustomFieldsProps {
  fields: CustomField[];
  error: string | undefined;
  onChange: (fields: CustomField[]) => void;
}

/** The brand's own fields: a name and a text each. */
export function CustomFields({ fields, error, onChange }: CustomFieldsProps) {
  const put = (place: number, part: Partial<CustomField>) =>
    onChange(fields.map((field, at) => (at === place ? { ...field, ...part } : field)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">Your own fields</legend>
      {fields.map((field, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else to be known by while it is typed
        <div key={place} className="flex items-center gap-2">
          <input
            aria-label={`Name of field ${place + 1}`}
            placeholder="Name"
            value={field.name}
            onChange={(event) => put(place, { name: event.target.value })}
            className={`${inputClass} max-w-36`}
          />
          <input
            aria-label={`Value of ${field.name || `field ${place + 1}`}`}
            placeholder="Value"
            value={field.value}
            onChange={(event) => put(place, { value: event.target.value })}
            className={inputClass}
          />
          <IconButton
            icon="close"
            label={`Remove ${field.name || `field ${place + 1}`}`}
            onClick={() => onChange(fields.filter((_, at) => at !== place))}
          />
        </div>
      ))}
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
      <div>
        <Button
          look="quiet"
          icon="plus"
          className="-ml-3 px-3"
          onClick={() => onChange([...fields, { name: "", value: "" }])}
        >
          Add a field
        </Button>
      </div>
    </fieldset>
  );
}
