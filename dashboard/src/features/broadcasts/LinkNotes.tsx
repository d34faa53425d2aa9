import type { LinkShape, Preview } from "@/api/types.gen";
import { Notice } from "@/shared/ui/States";

/** Where short links lead, and what carriers and readers may not like about the links of a text. */
export function LinkNotes({ preview }: { preview: Preview }) {
  const { links = [], warnings = [] } = preview;
  return (
    <>
      {warnings.map(({ code, sentence }) => (
        <Notice key={code + sentence} tone="warn">
          {sentence}
        </Notice>
      ))}
      {links.length > 0 && (
        <section aria-label="Short links" className="rounded-2xl bg-hover px-4 py-3">
          <h3 className="font-semibold">
            {links.length === 1 ? "1 link is shortened" : `${links.length} links are shortened`}
          </h3>
          <ul className="mt-1 flex flex-col gap-1 text-[0.95rem]">
            {links.map((link) => (
              <li key={link.url} className="break-words text-soft">
                {link.url}: {opening(link)}
              </li>
            ))}
          </ul>
          {links.some((link) => !link.own) && (
            <p className="mt-2 text-sm text-soft">An admin can name your own sites, which open at once.</p>
          )}
        </section>
      )}
    </>
  );
}

function opening({ host, own }: LinkShape): string {
  if (own) return "opens at once.";
  return `a page first says that it leads to ${host}.`;
}
