import { useViewers } from "@/api/notes";

/** Who else has the conversation open, so that two do not answer at once. Nothing where one is alone. */
export function ViewingLine({ thread, gone }: { thread: string; gone: boolean }) {
  const [first, ...rest] = useViewers(thread, gone);
  if (!first) return null;
  const more = rest.length > 0 ? ` and ${rest.length} more` : "";
  const does = rest.length > 0 ? "are" : "is";
  return (
    <p
      role="status"
      data-testid="viewers"
      className="truncate bg-brand-soft px-4 py-1 text-sm text-brand-text"
    >
      {first.person.name}
      {more} {first.typing && !more ? "is typing here" : `${does} looking at this`}
    </p>
  );
}
