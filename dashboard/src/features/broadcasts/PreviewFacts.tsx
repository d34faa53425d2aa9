import type { Preview, SpecialShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/States";
import { costInWords, durationInWords, lengthInWords, sizeNote } from "./previewWords";

/** Whether what is told was counted, estimated, or is only of a part. */
export function SizeNote({ preview }: { preview: Preview }) {
  const note = sizeNote(preview);
  return note && <Notice tone="warn">{note}</Notice>;
}

/** What it costs, and how long it takes. */
export function PreviewFacts({ preview }: { preview: Preview }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[0.95rem]">
      <dt className="text-soft">Length</dt>
      <dd>{lengthInWords(preview)}</dd>
      <dt className="text-soft">Cost</dt>
      <dd title={`By list price of ${preview.cost.month}`}>{costInWords(preview)}</dd>
      <dt className="text-soft">Takes</dt>
      <dd>{durationInWords(preview.seconds)}</dd>
    </dl>
  );
}

/** The characters that make a text dear, and one tap to write them plainly. */
export function SpecialHint({ preview, onReplace }: { preview: Preview; onReplace: () => void }) {
  if (preview.special_recipients === 0) return null;
  const { replacements } = preview;
  const replaceable = replacements.some((one) => one.replacement !== null);
  return (
    <section aria-label="Special characters" className="rounded-2xl bg-warn-soft px-4 py-3 text-warn">
      {replacements.length > 0 ? (
        <>
          <h3 className="font-semibold">Special characters make it longer</h3>
          <p className="mt-1 text-[0.95rem]">
            With them a segment holds 70 characters instead of 160: {replacements.map(named).join(", ")}.
          </p>
          {replaceable && (
            <Button className="mt-2" onClick={onReplace}>
              Write them plainly
            </Button>
          )}
        </>
      ) : (
        <p className="text-[0.95rem]">
          {preview.special_recipients.toLocaleString()} get a longer text, as there are special characters in
          what is filled in for them.
        </p>
      )}
    </section>
  );
}

function named({ character, count, name, replacement }: SpecialShape): string {
  const shown = character.trim() ? `“${character}”` : name;
  const times = count > 1 ? ` (${count} times)` : "";
  if (replacement === null) return `${shown}${times}`;
  return `${shown}${times} → ${replacement.trim() ? `“${replacement}”` : replacement ? "a space" : "nothing"}`;
}
