import {
  type ComponentProps,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  useId,
} from "react";
import { cx } from "@/shared/lib/cx";

export interface About {
  label: string;
  error?: string | undefined;
  hint?: ReactNode;
}

interface Wiring {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

export const inputClass =
  "w-full rounded-xl border border-field bg-surface px-3.5 py-2.5 min-h-11 text-ink placeholder:text-soft aria-invalid:border-danger";

/** A label, its control, and what is wrong with it, wired together for assistive technology. */
export function Labelled({
  label,
  error,
  hint,
  children,
}: About & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({ id, "aria-invalid": Boolean(error), "aria-describedby": described || undefined })}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm whitespace-pre-line text-danger">
          {error}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </div>
      )}
    </div>
  );
}

/** A one-line text field. */
export function Field({
  label,
  error,
  hint,
  className,
  ...rest
}: About & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Labelled label={label} error={error} hint={hint}>
      {(wiring) => <input {...rest} {...wiring} className={cx(inputClass, className)} />}
    </Labelled>
  );
}

/** A text field of several lines. */
export function TextArea({ label, error, hint, className, ...rest }: About & ComponentProps<"textarea">) {
  return (
    <Labelled label={label} error={error} hint={hint}>
      {(wiring) => (
        <textarea rows={4} {...rest} {...wiring} className={cx(inputClass, "resize-y", className)} />
      )}
    </Labelled>
  );
}

/** A choice of one; give the options as children. */
export function Select({
  label,
  error,
  hint,
  className,
  ...rest
}: About & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Labelled label={label} error={error} hint={hint}>
      {(wiring) => <select {...rest} {...wiring} className={cx(inputClass, "appearance-auto", className)} />}
    </Labelled>
  );
}
