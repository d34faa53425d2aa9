import { type ReactNode, useRef, useState } from "react";
import type { LineKind } from "@/api/types.gen";
import type { Attached } from "@/shared/drafts";
import { cx } from "@/shared/lib/cx";
import { IconButton } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { type Attachments, MOST_FILES, type Rising } from "./useAttachments";

/** What carriers bring through from toll-free numbers without trouble, in bytes. */
const LIGHT = 525_000;
const TAKEN = "image/*,video/mp4,video/3gpp,audio/mpeg,audio/amr,application/pdf,text/vcard,.vcf";

/** Chooses files for the next text. */
export function AttachButton({ attachments }: { attachments: Attachments }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        icon="picture"
        label="Attach a picture"
        data-attach
        disabled={attachments.media.length + attachments.rising.length >= MOST_FILES}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={TAKEN}
        aria-label="Pictures to attach"
        onChange={(event) => {
          attachments.add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}

/** The files that go with the next text: each with what it looks like, how far it is, and a way to take it off. */
export function AttachTray({ attachments, kind }: { attachments: Attachments; kind: LineKind }) {
  const { media, rising, fault } = attachments;
  const list = useRef<HTMLUListElement>(null);
  if (media.length + rising.length === 0 && !fault) return null;
  const heavy = kind === "toll_free" && media.reduce((sum, one) => sum + one.size, 0) > LIGHT;
  return (
    <div className="flex flex-col gap-1 pt-3 pb-2">
      <ul ref={list} aria-label="Attached" className="flex flex-wrap gap-2">
        {media.map((one, place) => (
          <Tile
            key={one.id}
            label={`Remove picture ${place + 1}`}
            onRemove={() => {
              passFocus(list.current);
              attachments.remove(one.id);
            }}
          >
            <Thumb thumb={one.thumb} alt={`Attached picture ${place + 1}`} />
          </Tile>
        ))}
        {rising.map((one) => (
          <Tile
            key={one.key}
            label={`Remove ${one.name}`}
            onRemove={() => {
              passFocus(list.current);
              attachments.dismiss(one.key);
            }}
          >
            <Rise one={one} />
          </Tile>
        ))}
      </ul>
      {rising.map(
        (one) =>
          one.fault && (
            <p key={one.key} role="alert" className="px-1 text-sm text-danger wrap-anywhere">
              {one.name}: {one.fault}
            </p>
          ),
      )}
      {fault && (
        <p role="alert" className="px-1 text-sm text-danger">
          {fault}
        </p>
      )}
      {heavy && (
        <p role="status" className="px-1 text-sm text-warn">
          This is a lot for a toll-free number. Some phones may not get it; fewer pictures are safer.
        </p>
      )}
    </div>
  );
}

/** The focus goes to a neighbour of the file that is taken off, or to where one is attached, before it would go nowhere. */
function passFocus(list: HTMLElement | null): void {
  const removes = [...(list?.querySelectorAll("button") ?? [])];
  const at = removes.indexOf(document.activeElement as HTMLButtonElement);
  const attach = list?.closest("fieldset, form")?.querySelector<HTMLElement>("[data-attach]");
  (removes[at + 1] ?? removes[at - 1] ?? attach)?.focus();
}

/** The pictures of a text that has just been sent. */
export function SentThumbs({ media }: { media: Attached[] }) {
  return (
    <div className="flex flex-wrap gap-1.5 py-1">
      {media.map((one, place) => (
        <div key={one.id} className="size-20 overflow-hidden rounded-xl bg-hover">
          <Thumb thumb={one.thumb} alt={`Picture ${place + 1}`} />
        </div>
      ))}
    </div>
  );
}

function Tile({ label, onRemove, children }: { label: string; onRemove: () => void; children: ReactNode }) {
  return (
    <li className="relative size-20 rounded-xl border border-rule bg-hover">
      <div className="size-full overflow-hidden rounded-xl">{children}</div>
      <button
        type="button"
        aria-label={label}
        title={label}
        onClick={onRemove}
        className="absolute -top-2.5 -right-2.5 inline-flex size-11 items-start justify-end"
      >
        <span className="inline-flex size-6 items-center justify-center rounded-full border border-rule bg-raised text-ink shadow-float">
          <Icon name="close" className="size-4" />
        </span>
      </button>
    </li>
  );
}

/** What it looks like; of what is no picture, or cannot be shown, that it is a file. */
function Thumb({ thumb, alt }: { thumb: string; alt: string }) {
  const [broken, setBroken] = useState(false);
  if (thumb && !broken)
    return <img src={thumb} alt={alt} onError={() => setBroken(true)} className="size-full object-cover" />;
  return (
    <span role="img" aria-label={alt} className="flex size-full items-center justify-center text-soft">
      <Icon name="file" />
    </span>
  );
}

function Rise({ one }: { one: Rising }) {
  return (
    <div className={cx("relative size-full", one.fault && "bg-danger-soft")}>
      <div className="size-full opacity-50">
        <Thumb thumb={one.thumb} alt={one.name} />
      </div>
      {!one.fault && (
        <progress
          aria-label={`Uploading ${one.name}`}
          max={1}
          value={one.share}
          className="absolute inset-x-1.5 bottom-1.5 h-1.5 w-[calc(100%-0.75rem)] accent-brand"
        />
      )}
    </div>
  );
}
