import { useEffect, useRef } from "react";
import { flushSync } from "react-dom";
import type { LineKind } from "@/api/types.gen";
import { isPersonal } from "@/shared/lib/merge";
import { selectAfter } from "@/shared/templates/fields";
import { InsertTemplate } from "@/shared/templates/InsertTemplate";
import { MergeFieldBar } from "@/shared/templates/MergeFieldBar";
import { inputClass, Labelled } from "@/shared/ui/Field";
import { PictureCounter } from "@/shared/ui/PictureCounter";
import { SegmentCounter } from "@/shared/ui/SegmentCounter";
import { insertToken } from "./mergeFields";

interface BroadcastBodyProps {
  value: string;
  kind: LineKind;
  error: string | undefined;
  /** How many files go along. */
  files: number;
  /** Where it is not looked at again before it goes, nothing more exact is to come. */
  final?: boolean;
  onChange: (body: string) => void;
}

/** The text of a broadcast, with fields that stand for each recipient's own words. */
export function BroadcastBody({ value, kind, error, files, final = false, onChange }: BroadcastBodyProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  // What is there already was written before: what is inserted before one types goes behind it.
  useEffect(() => area.current?.setSelectionRange(area.current.value.length, area.current.value.length), []);
  const insert = (token: string) => {
    const { selectionStart = value.length, selectionEnd = value.length } = area.current ?? {};
    const { text, caret } = insertToken(value, token, selectionStart, selectionEnd);
    flushSync(() => onChange(text));
    area.current?.focus();
    if (area.current) selectAfter(area.current, token, caret);
  };
  return (
    <div className="flex flex-col gap-2">
      <Labelled
        label="Message"
        error={error}
        hint={
          <span className="flex flex-wrap justify-between gap-x-4">
            {files > 0 ? <PictureCounter body={value} each /> : <SegmentCounter body={value} kind={kind} />}
            {files === 0 && isPersonal(value) && (
              <span className="text-xs">{final ? "Differs by name" : "Exact once you review it"}</span>
            )}
          </span>
        }
      >
        {(wiring) => (
          <textarea
            {...wiring}
            ref={area}
            name="body"
            rows={6}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={`${inputClass} resize-y field-sizing-content max-h-[50dvh] min-h-36`}
          />
        )}
      </Labelled>
      <MergeFieldBar legend="Insert what differs for each of them" onInsert={insert} />
      <div className="-ml-2">
        <InsertTemplate field={area} who={null} wide />
      </div>
    </div>
  );
}
