import type { GroupChatPreview, LineShape } from "@/api/types.gen";
import { Notice } from "@/shared/ui/States";

/** What each is told before anything else, what that costs, and what it may wait for. */
export function StartFacts({ preview, line }: { preview: GroupChatPreview; line: LineShape | undefined }) {
  const { copies, segments, amount, currency } = preview;
  const price = amount.toLocaleString("en-US", { style: "currency", currency });
  return (
    <section aria-label="What goes out first" className="flex flex-col gap-2 rounded-3xl bg-hover p-4">
      <h2 className="text-sm font-semibold">Each of them gets this first</h2>
      <p className="rounded-2xl bg-incoming px-4 py-2.5 whitespace-pre-wrap wrap-anywhere">{preview.text}</p>
      <p data-testid="cost" className="text-sm text-soft">
        {copies} texts, {segments} segments in all, about {price}. From then on each text goes to everybody
        but its author: {copies - 1} copies of a member’s, {copies} of yours.
      </p>
      <p className="text-sm text-soft">
        Whatever a member texts this line while the group lasts is for all of them to read.
      </p>
      <p className="text-sm text-soft">
        Where a member is outside legal hours, its text waits until they begin.
      </p>
      {line && waits(line) && <Notice tone="warn">{waits(line)}</Notice>}
    </section>
  );
}

/** Why nothing at all goes from the line at present; empty: it does. */
function waits({ held, verification }: LineShape): string {
  if (verification !== "verified")
    return "Carriers have not verified this line yet. Its texts wait until they have.";
  return held && `This line is held: ${held} Its texts wait until an admin releases it.`;
}
