import { cx } from "@/shared/lib/cx";

const MODES = [
  { label: "Text", noting: false },
  { label: "Note", noting: true },
];

/** Whether what is written goes to the contact or stays with the team. */
export function ComposerMode({ noting, onChange }: { noting: boolean; onChange: (noting: boolean) => void }) {
  return (
    <fieldset aria-label="What to write" className="flex gap-1">
      {MODES.map((mode) => (
        <button
          key={mode.label}
          type="button"
          aria-pressed={noting === mode.noting}
          onClick={() => onChange(mode.noting)}
          className={cx(
            "touch rounded-full px-4 text-sm font-medium",
            noting !== mode.noting && "text-soft hover:bg-hover",
            noting === mode.noting &&
              (mode.noting ? "bg-warn-soft text-warn" : "bg-brand-soft text-brand-text"),
          )}
        >
          {mode.label}
        </button>
      ))}
    </fieldset>
  );
}
