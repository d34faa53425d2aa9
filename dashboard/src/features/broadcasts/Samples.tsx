import type { Preview } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";

/** The text as some of those read it who get it, the longest first; once where all read the same. */
export function Samples({ preview, body }: { preview: Preview; body: string }) {
  const same = preview.samples.every((one) => one.body === body);
  const shown = same ? [] : preview.samples;
  if (shown.length === 0) return <Bubble text={preview.sample} />;
  return (
    <ul aria-label="As they read it" className="flex max-h-72 shrink-0 flex-col gap-3 overflow-y-auto">
      {shown.map(({ contact, body: text }, place) => (
        <li key={contact.id} className="flex flex-col gap-1">
          <Bubble text={text} />
          <p className="text-right text-xs text-soft">
            {contact.name || pretty(contact.phone)}
            {place === 0 && shown.length > 1 && ", the longest"}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Bubble({ text }: { text: string }) {
  return (
    <blockquote className="ml-8 w-fit self-end rounded-2xl rounded-br-md bg-outgoing px-4 py-2.5 break-words whitespace-pre-wrap text-on-outgoing">
      {text}
    </blockquote>
  );
}
