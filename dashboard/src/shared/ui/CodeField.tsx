import { Field } from "./Field";

/** The six digits that a person's app shows; phones offer digits to type. */
export function CodeField({ error, hint }: { error?: string | undefined; hint?: string }) {
  return (
    <Field
      label="Code from your app"
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      pattern="[0-9]{3} ?[0-9]{3}"
      title="Six digits"
      maxLength={7}
      error={error}
      hint={hint}
      className="max-w-48 text-lg tracking-widest"
    />
  );
}
