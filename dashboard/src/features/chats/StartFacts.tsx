import type { GroupChatPreview } from "@/api/types.gen";

/** What each is told before anything else, and what that costs. */
export function StartFacts({ preview }: { preview: GroupChatPreview }) {
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
    </section>
  );
}
