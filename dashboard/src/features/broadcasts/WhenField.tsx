import { useState } from "react";
import { full } from "@/shared/lib/time";
import { Button } from "@/shared/ui/Button";
import { WhenSheet } from "./WhenSheet";
import { localInWords, type When } from "./when";

interface WhenFieldProps {
  value: When;
  error: string | undefined;
  onChange: (when: When) => void;
}

/** When a broadcast goes: at once, or at a moment or time of day that is chosen in the sheet. */
export function WhenField({ value, error, onChange }: WhenFieldProps) {
  const [open, setOpen] = useState(false);
  const choose = (when: When) => {
    onChange(when);
    setOpen(false);
  };
  return (
    <section aria-label="When it goes" className="flex flex-col gap-1.5">
      <p className="text-sm font-medium">When it goes</p>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p>{inWords(value)}</p>
        <Button icon="clock" onClick={() => setOpen(true)}>
          Change
        </Button>
      </div>
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
      <WhenSheet
        open={open}
        onClose={() => setOpen(false)}
        onChoose={choose}
        local={value.sendAtLocal !== null}
        now
      />
    </section>
  );
}

function inWords({ sendAt, sendAtLocal }: When) {
  if (sendAtLocal) return localInWords(sendAtLocal);
  return sendAt ? <time dateTime={sendAt}>{full(sendAt)}</time> : "Now, as soon as you confirm";
}
