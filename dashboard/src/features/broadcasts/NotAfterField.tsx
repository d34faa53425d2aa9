import { MomentField } from "@/shared/schedule/MomentField";
import { zoneInWords } from "@/shared/schedule/moments";

interface NotAfterFieldProps {
  /** As the field writes it, by this browser's clock; empty: it takes as long as it needs. */
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** From when on nothing more of a broadcast goes. */
export function NotAfterField({ value, error, onChange }: NotAfterFieldProps) {
  return (
    <MomentField
      label="Not after (optional)"
      value={value}
      error={error}
      clock={`Who has not got it by then does not get it. By your own clock: ${zoneInWords()}.`}
      onChange={onChange}
    />
  );
}
