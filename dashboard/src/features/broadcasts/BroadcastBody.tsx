import { useRef } from "react";
import { flushSync } from "react-dom";
import type { LineKind } from "@/api/types.gen";
import { inputClass, Labelled } from "@/shared/ui/Field";
import { SegmentCounter } from "@/shared/ui/SegmentCounter";
import { MergeFieldBar } from "./MergeFieldBar";
import { insertToken, isPersonal } from "./mergeFields";

interface BroadcastBodyProps {
  value: string;
  kind: LineKind;
  error: string | undefined;
  onChange: (body: string) => void;
}

/** The text of a broadcast, with fields that stand for each recipient's own words. */
export function BroadcastBody({ value, kind, error, onChange }: BroadcastBodyProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (token: string) => {
    const { selectionStart = value.length, selectionEnd = value.length } = area.current ?? {};
    const { text, caret } = insertToken(value, token, selectionStart, selectionEnd);
    flushSync(() => onChange(text));
    area.current?.focus();
    area.current?.setSelectionRange(caret, caret);
  };
  return (
    <div className="flex flex-col gap-2">
      <Labelled
        label="Message"
        error={error}
        hint={
          <span className="flex flex-wrap justify-between gap-x-4">
            <SegmentCounter body={value} kind={kind} />
            {isPersonal(value) && <span className="text-xs">Exact once you review it</span>}
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
      <MergeFieldBar onInsert={insert} />
    </div>
  );
}
