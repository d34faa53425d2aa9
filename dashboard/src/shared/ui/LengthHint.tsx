import type { LineKind } from "@/api/types.gen";
import { asItGoes } from "@/shared/lib/segments";
import type { Merged } from "@/shared/useMerged";
import { PictureCounter } from "./PictureCounter";
import { SegmentCounter } from "./SegmentCounter";

interface LengthHintProps {
  /** The text as its contact gets it. */
  text: Merged;
  kind: LineKind;
  /** How many files go along. */
  files: number;
  introduction?: string;
}

/** How long a text is as it goes: in segments, or with a file as one MMS. */
export function LengthHint({ text, kind, files, introduction = "" }: LengthHintProps) {
  if (files > 0) return <PictureCounter body={asItGoes(text.text, introduction)} />;
  if (!text.text) return null;
  return <SegmentCounter body={text.text} kind={kind} introduction={introduction} estimate={text.estimate} />;
}
