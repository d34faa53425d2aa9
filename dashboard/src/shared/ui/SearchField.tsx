import { IconButton } from "./Button";
import { Icon } from "./Icon";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A field that narrows the list below it while one types. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <div className="relative">
      <Icon name="search" className="pointer-events-none absolute top-3 left-3.5 size-5 text-soft" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onChange("")}
        className="h-11 w-full rounded-full border border-rule bg-canvas pr-11 pl-11 placeholder:text-soft [&::-webkit-search-cancel-button]:hidden"
      />
      {value && (
        <IconButton
          icon="close"
          label="Clear the search"
          className="absolute top-0 right-0"
          onClick={() => onChange("")}
        />
      )}
    </div>
  );
}
