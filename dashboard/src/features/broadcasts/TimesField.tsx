import type { BroadcastDraft } from "./draft";
import { NotAfterField } from "./NotAfterField";
import { comesAgain } from "./order";
import { RepeatField } from "./RepeatField";
import { WhenField } from "./WhenField";

interface TimesFieldProps {
  draft: BroadcastDraft;
  zone: string;
  faults: Record<string, string>;
  onChange: (part: Partial<BroadcastDraft>) => void;
}

/** When a broadcast goes, whether it comes again, and when it ends. */
export function TimesField({ draft, zone, faults, onChange }: TimesFieldProps) {
  return (
    <>
      <WhenField value={draft} error={faults.send_at ?? faults.send_at_local} onChange={onChange} />
      {draft.sendAt && (
        <RepeatField
          value={draft.repeat}
          sendAt={draft.sendAt}
          zone={zone}
          faults={faults}
          onChange={(repeat) => onChange({ repeat })}
        />
      )}
      {!comesAgain(draft) && (
        <NotAfterField
          value={draft.notAfter}
          error={faults.not_after}
          onChange={(notAfter) => onChange({ notAfter })}
        />
      )}
    </>
  );
}
