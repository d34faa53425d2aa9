import { Field } from "@/shared/ui/Field";
import { forField, zoneInWords } from "./moments";

interface MomentFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  /** Whose clock it is; without it this browser's, whose zone is named. */
  clock?: string | undefined;
  /** What Enter does here; without it, what it does in the field's form. */
  onEnter?: () => void;
}

/** A day and a time. */
export function MomentField({ label, value, onChange, error, clock, onEnter }: MomentFieldProps) {
  return (
    <Field
      label={label}
      type="datetime-local"
      min={forField(new Date())}
      value={value}
      error={error}
      hint={clock ?? `By your own clock: ${zoneInWords()}.`}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !onEnter) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
}
