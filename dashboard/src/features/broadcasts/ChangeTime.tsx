import { useState } from "react";
import { sentence } from "@/api/problem";
import type { BroadcastShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { useMove } from "./queries";
import { WhenSheet } from "./WhenSheet";

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
      <WhenSheet
        open={open}
        onClose={close}
        onChoose={(when) => move.mutate(when, { onSuccess: close })}
        local={Boolean(broadcast.send_at_local)}
        busy={move.isPending}
        trouble={move.isError ? sentence(move.error) : null}
      />
    </>
  );
}
