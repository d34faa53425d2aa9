import { useState } from "react";
import { sentence } from "@/api/problem";
import type { BroadcastShape } from "@/api/types.gen";
import { ScheduleSheet } from "@/shared/schedule/ScheduleSheet";
import { Button } from "@/shared/ui/Button";
import { useMove } from "./queries";

/** Another moment for a broadcast that has not begun. */
export function ChangeTime({ broadcast }: { broadcast: BroadcastShape }) {
  const [open, setOpen] = useState(false);
  const move = useMove(broadcast.id);
  const close = () => {
    setOpen(false);
    move.reset();
  };
  return (
    <>
      <Button icon="clock" onClick={() => setOpen(true)}>
        Change the time
      </Button>
      <ScheduleSheet
        open={open}
        onClose={close}
        title="When shall it go?"
        action="Choose"
        onChoose={(at) => move.mutate(at, { onSuccess: close })}
        busy={move.isPending}
        trouble={move.isError ? sentence(move.error) : null}
      />
    </>
  );
}
