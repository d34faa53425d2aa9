interface ChoiceProps {
  type: "checkbox" | "radio";
  name: string;
  label: string;
  detail: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (wanted: boolean) => void;
}

/** One way to be told, with where it leads. */
export function Choice({ type, name, label, detail, checked, disabled, onChange }: ChoiceProps) {
  return (
    <label className={`flex min-h-12 items-center gap-3 ${disabled ? "text-soft" : "cursor-pointer"}`}>
      <input
        type={type}
        name={name}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="size-5 accent-brand"
      />
      <span className="flex-1">{label}</span>
      <span className="truncate text-sm text-soft">{detail}</span>
    </label>
  );
}
