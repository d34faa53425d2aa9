import type { Preview } from "@/api/types.gen";
import type { Attached } from "@/shared/drafts";
import { pretty } from "@/shared/lib/phone";
import { SentThumbs } from "@/shared/media/Attach";
import { FieldText } from "./FieldText";

/** The text as some of those read it who get it, the longest first; once where all read the same. Its pictures once. */
export function Samples({ preview, body, media }: { preview: Preview; body: string; media: Attached[] }) {
  const same = preview.samples.every((one) => one.body === body);
  const shown = same ? [] : preview.samples;
  if (shown.length === 0) return <Bubble text={preview.sample} media={media} />;
  return (
    <ul aria-label="As they read it" className="flex max-h-72 shrink-0 flex-col gap-3 overflow-y-auto">
      {shown.map(({ contact, body: text }, place) => (
        <li key={contact.id} className="flex flex-col gap-1">
          <Bubble text={text} media={place === 0 ? media : []} />
          <p className="text-right text-xs text-soft">
            {contact.name || pretty(contact.phone)}
            {place === 0 && shown.length > 1 && ", the longest"}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Bubble({ text, media }: { text: string; media: Attached[] }) {
  return (
    <blockquote className="ml-8 w-fit min-w-0 self-end rounded-2xl rounded-br-md bg-outgoing px-4 py-2.5 whitespace-pre-wrap wrap-anywhere text-on-outgoing">
      <FieldText body={text} />
      {media.length > 0 && <SentThumbs media={media} />}
    </blockquote>
  );
}
