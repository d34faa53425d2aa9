import { useState } from "react";
import { ScheduleSheet } from "@/shared/schedule/ScheduleSheet";
import { Checkbox } from "@/shared/ui/Checkbox";
import { chosen, NOW, type When } from "./when";

interface WhenSheetProps {
  open: boolean;
  onClose: () => void;
  onChoose: (when: When) => void;
  /** Whether the time of day was chosen that counts where each person is. */
  local: boolean;
  /** Whether it may also go at once. */
  now?: boolean;
  busy?: boolean;
  trouble?: string | null;
}

/** When a broadcast goes: by one's own clock, or by the clock of each of those who get it. */
export function WhenSheet({ open, onClose, onChoose, local, now = false, busy, trouble }: WhenSheetProps) {
  const [everywhere, setEverywhere] = useState(local);
  return (
    <ScheduleSheet
      open={open}
      onClose={onClose}
      title="When shall it go?"
      action="Choose"
      {...(now && { onNow: () => onChoose(NOW) })}
      onChoose={(at) => onChoose(chosen(at, everywhere))}
      clock={everywhere ? "By the clock where each person is." : undefined}
      {...(busy !== undefined && { busy })}
      {...(trouble !== undefined && { trouble })}
    >
      <Checkbox
        label="At this time of day where each person is"
        checked={everywhere}
        onChange={setEverywhere}
      />
    </ScheduleSheet>
  );
}
