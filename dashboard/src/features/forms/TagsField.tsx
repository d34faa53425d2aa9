import { TypeAhead } from "@/shared/ui/TypeAhead";

interface TagsFieldProps {
  tags: string[];
  error: string | undefined;
  onChange: (tags: string[]) => void;
}

const nothing = () => Promise.resolve([]);
const choice = (tag: string) => ({ value: tag, label: tag });

/** Tags that everybody gets who opts in by the form. */
export function TagsField({ tags, error, onChange }: TagsFieldProps) {
  return (
    <TypeAhead
      label="Tags"
      scope="form-tags"
      chosen={tags.map(choice)}
      onChange={(chosen) => onChange([...new Set(chosen.map((tag) => tag.value))])}
      search={nothing}
      asTyped={(typed) => (typed ? choice(typed.replace(/^#/, "")) : null)}
      error={error}
      hint="Set on whoever opts in. Press Enter after each tag."
    />
  );
}
