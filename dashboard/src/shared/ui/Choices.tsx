interface ChoicesProps<T extends PropertyKey> {
  label: string;
  of: Record<T, string>;
  chosen: T;
  choose: (one: string) => void;
}

/** A few values beside each other, one of them chosen. */
export function Choices<T extends PropertyKey>({ label, of, chosen, choose }: ChoicesProps<T>) {
  return (
    <fieldset aria-label={label} className="flex flex-1 gap-1">
      {Object.entries<string>(of).map(([one, words]) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === String(chosen)}
          onClick={() => choose(one)}
          className="touch rounded-full border border-rule px-3.5 text-sm font-medium text-soft hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-brand-soft aria-pressed:text-brand-text"
        >
          {words}
        </button>
      ))}
    </fieldset>
  );
}
