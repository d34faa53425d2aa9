import { TypeAhead } from "./TypeAhead";

interface TagsFieldProps {
  tags: string[];
  error: string | undefined;
  hint?: string;
  onChange: (tags: string[]) => void;
}

const nothing = () => Promise.resolve([]);
const choice = (tag: string) => ({ value: tag, label: tag });

/** Tags as chips; Enter or a comma ends one. */
export function TagsField({ tags, error, hint = "Press Enter after each tag.", onChange }: TagsFieldProps) {
  return (
    <TypeAhead
      label="Tags"
      scope="tags"
      chosen={tags.map(choice)}
      onChange={(chosen) => onChange([...new Set(chosen.map((tag) => tag.value))])}
      search={nothing}
      asTyped={(typed) => (typed ? choice(typed.replace(/^#/, "")) : null)}
      error={error}
      hint={hint}
    />
  );
}
