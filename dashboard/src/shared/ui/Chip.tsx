import { cx } from "@/shared/lib/cx";
import { Icon } from "./Icon";

/** Something chosen, with a way to take it out again. */
export function Chip({
  label,
  error,
  onRemove,
}: {
  label: string;
  error?: string | undefined;
  onRemove: () => void;
}) {
  return (
    <span
      data-testid="chip"
      title={error}
      className={cx(
        "my-1 inline-flex h-9 max-w-full items-center rounded-full pl-3 text-sm font-medium",
        error ? "bg-danger-soft text-danger" : "bg-brand-soft text-brand-text",
      )}
    >
      <span className="truncate">{label}</span>
      <button
        type="button"
        aria-label={`Remove ${label}`}
        onClick={onRemove}
        className="relative ml-0.5 inline-flex size-9 items-center justify-center rounded-full after:absolute after:-inset-1"
      >
        <Icon name="close" className="size-4" />
      </button>
    </span>
  );
}
