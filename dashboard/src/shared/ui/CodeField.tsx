import { Field } from "./Field";

interface CodeFieldProps {
  label?: string;
  error?: string | undefined;
  hint?: string;
  autoFocus?: boolean;
}

/** Six digits that a person's app shows, or that were texted; phones offer digits to type, or the code itself. */
export function CodeField({ label = "Code from your app", error, hint, autoFocus }: CodeFieldProps) {
  return (
    <Field
      label={label}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      pattern="[0-9]{3} ?[0-9]{3}"
      title="Six digits"
      maxLength={7}
      autoFocus={autoFocus}
      error={error}
      hint={hint}
      className="max-w-48 text-lg tracking-widest"
    />
  );
}
