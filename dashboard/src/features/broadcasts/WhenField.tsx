import { useState } from "react";
import { full } from "@/shared/lib/time";
import { ScheduleSheet } from "@/shared/schedule/ScheduleSheet";
import { Button } from "@/shared/ui/Button";

interface WhenFieldProps {
  value: string | null;
  error: string | undefined;
  onChange: (sendAt: string | null) => void;
}

/** When a broadcast goes: at once, or at a moment that is chosen in the sheet. */
export function WhenField({ value, error, onChange }: WhenFieldProps) {
  const [open, setOpen] = useState(false);
  const choose = (sendAt: string | null) => {
    onChange(sendAt);
    setOpen(false);
  };
  return (
    <section aria-label="When it goes" className="flex flex-col gap-1.5">
      <p className="text-sm font-medium">When it goes</p>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p>{value ? <time dateTime={value}>{full(value)}</time> : "Now, as soon as you confirm"}</p>
        <Button icon="clock" onClick={() => setOpen(true)}>
          Change
        </Button>
      </div>
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
      <ScheduleSheet
        open={open}
        onClose={() => setOpen(false)}
        title="When shall it go?"
        action="Choose"
        onNow={() => choose(null)}
        onChoose={(at) => choose(at.toISOString())}
      />
    </section>
  );
}
