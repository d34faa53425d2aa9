import { type ReactNode, useEffect, useRef, useState } from "react";
import type { MediaShape } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { IconButton } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { linkOf } from "./links";

interface PicturesProps {
  media: MediaShape[];
  /** Whom or what they are of, behind "Picture": "from Ana", "of this broadcast". */
  of: string;
  /** What stands behind them. */
  children?: ReactNode;
}

/** The pictures of a text as small ones, and everything else as something to save. */
export function Pictures({ media: all, of, children }: PicturesProps) {
  const [open, setOpen] = useState<number | null>(null);
  if (all.length === 0) return null;
  const name = (place: number) =>
    all.length > 1 ? `Picture ${place + 1} of ${all.length} ${of}` : `Picture ${of}`;
  const shown = open === null ? undefined : all[open];
  return (
    <div className={cx("grid gap-1.5 py-1", all.length > 1 && "grid-cols-2")}>
      {all.map((media, place) => (
        <One
          key={media.id}
          media={media}
          alt={name(place)}
          onOpen={() => setOpen(place)}
          number={place + 1}
        />
      ))}
      {children}
      {shown && <Viewer media={shown} alt={name(open ?? 0)} onClose={() => setOpen(null)} />}
    </div>
  );
}

interface OneProps {
  media: MediaShape;
  alt: string;
  number: number;
  onOpen: () => void;
}

function One({ media, alt, number, onOpen }: OneProps) {
  if (media.state === "waiting") {
    return (
      <p role="status" className="flex items-center gap-2 text-sm">
        <Icon name="clock" className="size-4 shrink-0" /> Picture is on its way…
      </p>
    );
  }
  if (media.state === "failed") {
    return (
      <p className="flex items-start gap-2 text-sm">
        <Icon name="alert" className="size-5 shrink-0" />
        <span>Picture could not be fetched. {media.reason}</span>
      </p>
    );
  }
  const url = linkOf(media);
  if (!media.inline) {
    return (
      <a
        href={url}
        rel="noopener noreferrer"
        className="touch flex items-center gap-2 underline underline-offset-2"
      >
        <Icon name="file" className="size-5 shrink-0" /> Save file {number} ({bytes(media.size ?? 0)})
      </a>
    );
  }
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={`${alt}: show it large`}
      className="block self-start rounded-2xl"
    >
      <img
        src={url}
        alt={alt}
        width={media.width}
        height={media.height}
        loading="lazy"
        className="h-auto max-h-72 w-full max-w-64 rounded-2xl bg-hover object-cover"
      />
    </button>
  );
}

/** One picture as large as the screen allows. */
function Viewer({ media, alt, onClose }: { media: MediaShape; alt: string; onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog
      ref={ref}
      aria-label={alt}
      onClose={onClose}
      className="m-0 h-dvh max-h-none w-dvw max-w-none bg-black/90 p-0"
    >
      <div className="flex h-full flex-col">
        <div className="flex justify-end p-2">
          <IconButton
            icon="close"
            label="Close the picture"
            onClick={onClose}
            className="bg-white text-black"
          />
        </div>
        <img src={linkOf(media)} alt={alt} className="min-h-0 flex-1 object-contain p-2" />
      </div>
    </dialog>
  );
}

function bytes(size: number): string {
  return size < 1_000_000
    ? `${Math.max(1, Math.round(size / 1000))} kB`
    : `${(size / 1_000_000).toFixed(1)} MB`;
}
