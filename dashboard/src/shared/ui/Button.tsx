import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "@/shared/lib/cx";
import { Icon, type IconName } from "./Icon";

type Look = "primary" | "secondary" | "quiet" | "danger";

const LOOKS: Record<Look, string> = {
  primary: "bg-brand text-on-brand hover:bg-brand-strong",
  secondary: "border border-rule bg-surface text-ink hover:bg-hover",
  quiet: "text-brand-text hover:bg-hover",
  danger: "bg-danger-soft text-danger hover:brightness-95",
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  icon?: IconName;
  busy?: boolean;
}

/** A button with words on it. While `busy` it cannot be pressed again. */
export function Button({
  look = "secondary",
  icon,
  busy = false,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy}
      className={buttonClass(look, className)}
    >
      {icon && <Icon name={icon} className="size-5" />}
      {children}
    </button>
  );
}

/** The same look for a link. */
export function buttonClass(look: Look = "secondary", className?: string): string {
  return cx(
    "touch inline-flex items-center justify-center gap-2 rounded-full px-5 text-[0.95rem] font-medium",
    "transition-colors disabled:opacity-50",
    LOOKS[look],
    className,
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  label: string;
}

/** A button with a drawing on it; `label` is its name. */
export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={cx(iconButtonClass, className)}
    >
      <Icon name={icon} />
    </button>
  );
}

export const iconButtonClass =
  "touch inline-flex shrink-0 items-center justify-center rounded-full text-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-40 aria-disabled:cursor-not-allowed aria-disabled:opacity-40";

/**
 * Several buttons in one row, the main one last; at hand at the lower edge of a sheet that is longer than the screen.
 * The edge lies below the sheet's padding, which a browser takes off it: else the row would cover what stands above.
 */
export function ButtonRow({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-end gap-2 in-[dialog]:sticky in-[dialog]:-bottom-5 in-[dialog]:-mx-5 in-[dialog]:-mb-5 in-[dialog]:bg-raised in-[dialog]:px-5 in-[dialog]:pt-3 in-[dialog]:pb-5">
      {children}
    </div>
  );
}
