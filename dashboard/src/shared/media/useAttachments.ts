import { useEffect, useRef, useState } from "react";
import { upload } from "@/api/media";
import { ApiError, sentence } from "@/api/problem";
import { type Attached, readDraft, useDraft, writeMedia } from "@/shared/drafts";
import { freshKey } from "@/shared/lib/ids";
import { NoPicture, type Shrunk, shrink } from "@/shared/lib/shrink";

export const MOST_FILES = 10;
const MOST_BYTES = 5_000_000;

/** A file on its way into the bucket, or one that did not get there. */
export interface Rising {
  key: string;
  name: string;
  thumb: string;
  share: number;
  fault: string | null;
}

export interface Attachments {
  media: Attached[];
  rising: Rising[];
  busy: boolean;
  /** One that did not get there still stands among them. */
  refused: boolean;
  /** Why the last choice was not taken whole. */
  fault: string | null;
  add: (files: File[]) => void;
  remove: (id: string) => void;
  /** Stops one on its way, or forgets one that failed. */
  dismiss: (key: string) => void;
}

const NONE: Attached[] = [];

/** The files that go with a thread's next text; they outlive a reload, as its draft does. */
export function useAttachments(thread: string): Attachments {
  const media = useDraft(thread)?.media ?? NONE;
  return useFiles(media, (how) => writeMedia(thread, how(readDraft(thread)?.media ?? [])));
}

/** Changes what goes along, from what it is by then: files arrive one by one, and late. */
type Change = (how: (media: Attached[]) => Attached[]) => void;

/** The files of a text that somebody else keeps. Each is made smaller and uploaded as soon as it is chosen. */
export function useFiles(media: Attached[], put: Change): Attachments {
  const [rising, setRising] = useState<Rising[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const stops = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running.values()) stop.abort();
    };
  }, []);

  const change = (key: string, what: Partial<Rising>) =>
    setRising((all) => all.map((one) => (one.key === key ? { ...one, ...what } : one)));
  const forget = (key: string) => {
    stops.current.delete(key);
    setRising((all) => all.filter((one) => one.key !== key));
  };

  const raise = async (file: File, key: string, stop: AbortController) => {
    try {
      const { blob, thumb } = await shrink(file);
      change(key, { thumb });
      const id = await upload(blob, (share) => change(key, { share }), stop.signal);
      put((known) => [...known, attached(id, blob, thumb)]);
      forget(key);
    } catch (error) {
      if (stop.signal.aborted) forget(key);
      else change(key, { fault: reason(error) });
    }
  };

  const add = (files: File[]) => {
    const room = MOST_FILES - media.length - rising.length;
    setFault(files.length > room ? `A text takes at most ${MOST_FILES} files.` : null);
    for (const file of files.slice(0, Math.max(0, room))) {
      const key = freshKey();
      const stop = new AbortController();
      stops.current.set(key, stop);
      setRising((all) => [...all, { key, name: file.name, thumb: "", share: 0, fault: null }]);
      void raise(file, key, stop);
    }
  };
  const total = media.reduce((sum, one) => sum + one.size, 0);
  return {
    media,
    rising,
    busy: rising.some((one) => one.fault === null),
    refused: rising.some((one) => one.fault !== null),
    fault: total > MOST_BYTES ? "The files are too large together. Remove some." : fault,
    add,
    remove: (id) => {
      setFault(null);
      put((known) => known.filter((one) => one.id !== id));
    },
    dismiss: (key) => {
      stops.current.get(key)?.abort();
      forget(key);
    },
  };
}

function attached(id: string, blob: Blob, thumb: Shrunk["thumb"]): Attached {
  return { id, type: blob.type, size: blob.size, thumb };
}

function reason(error: unknown): string {
  if (error instanceof NoPicture) return "This file is damaged, or no picture. Choose another.";
  const fields = error instanceof ApiError ? error.fields : {};
  return fields.type ?? fields.size ?? sentence(error);
}
