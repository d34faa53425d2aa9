import { useState } from "react";
import { ApiError, sentence } from "@/api/problem";
import type { BroadcastShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { useChange } from "./queries";
import { WhenSheet } from "./WhenSheet";
import { asAsked } from "./when";

/** Another moment for a broadcast that has not begun. */
export function ChangeTime({ broadcast }: { broadcast: BroadcastShape }) {
  const [open, setOpen] = useState(false);
  const move = useChange(broadcast.id);
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
        onChoose={(when) => move.mutate(asAsked(when), { onSuccess: close })}
        local={Boolean(broadcast.send_at_local)}
        busy={move.isPending}
        trouble={move.isError ? reason(move.error) : null}
      />
    </>
  );
}

/** Nothing that is wrong has a field in the sheet. Of an end that came first, the time alone would tell nobody. */
function reason(fault: unknown): string {
  const fields = fault instanceof ApiError ? fault.fields : {};
  if (fields.not_after) return "It is to end before that. Change its end first.";
  return Object.values(fields)[0] ?? sentence(fault);
}
