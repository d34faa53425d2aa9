import type { Preview, ReasonShape } from "@/api/types.gen";
import { isForNobody } from "./previewWords";
import { Refusals } from "./Refusals";

/** Everybody who does not get it, by the reason: the rules, the writer's own choice, or that nobody is there. */
export function NotToThem({ preview }: { preview: Preview }) {
  const { recipients, refused, refused_by, refused_sample, skipped, skipped_by, left_out = 0 } = preview;
  return (
    <>
      {isForNobody(preview) && recipients + left_out === 0 && (
        <p className="rounded-2xl bg-hover px-4 py-3">
          Nobody is in the groups and contacts that you chose. Go back and choose others.
        </p>
      )}
      {refused > 0 && <Refusals total={refused} reasons={refused_by} named={refused_sample} />}
      <Skips skips={skipped_by} total={skipped} />
      {left_out > 0 && (
        <section aria-label="Left out" className="rounded-2xl bg-hover px-4 py-3">
          <h3 className="font-semibold">
            {left_out === 1 ? "1 person is left out" : `${left_out.toLocaleString()} people are left out`}
          </h3>
          <p className="mt-1 text-[0.95rem] text-soft">You chose so under “Leave out”.</p>
        </section>
      )}
    </>
  );
}

/** Who is skipped by the writer's own choice. */
function Skips({ skips, total }: { skips: ReasonShape[]; total: number }) {
  if (total === 0) return null;
  return (
    <section aria-label="Skipped" className="rounded-2xl bg-hover px-4 py-3">
      <h3 className="font-semibold">
        {total === 1 ? "1 person is skipped" : `${total.toLocaleString()} people are skipped`}
      </h3>
      <ul className="mt-1 text-[0.95rem] text-soft">
        {skips.map(({ code, reason, recipients }) => (
          <li key={code}>
            {recipients.toLocaleString()}: {reason.replace(/^Skipped: /, "")}
          </li>
        ))}
      </ul>
    </section>
  );
}
