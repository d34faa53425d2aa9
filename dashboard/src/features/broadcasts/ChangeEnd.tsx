import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { BroadcastShape } from "@/api/types.gen";
import { forField } from "@/shared/schedule/moments";
import { Button } from "@/shared/ui/Button";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { useFirstFault } from "@/shared/useFirstFault";
import { ChangeSheet } from "./ChangeSheet";
import { NotAfterField } from "./NotAfterField";
import { useChange } from "./queries";
import { momentAsked } from "./when";

/** Another end, or none, for a broadcast that has not begun. */
export function ChangeEnd({ broadcast }: { broadcast: BroadcastShape }) {
  return (
    <ChangeSheet
      icon="clock"
      label={broadcast.not_after ? "Change the end" : "Set an end"}
      title="When shall it end?"
      form={(close) => <EndForm broadcast={broadcast} onClose={close} />}
    />
  );
}

function EndForm({ broadcast, onClose }: { broadcast: BroadcastShape; onClose: () => void }) {
  const before = broadcast.not_after ? forField(new Date(broadcast.not_after)) : "";
  const [end, setEnd] = useState(before);
  const change = useChange(broadcast.id);
  const form = useFirstFault(change.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ not_after: momentAsked(end) }, { onSuccess: onClose });
  };
  return (
    <form ref={form} noValidate onSubmit={submit} aria-label="End" className="flex flex-col gap-4">
      <NotAfterField
        value={end}
        error={change.error instanceof ApiError ? change.error.fields.not_after : undefined}
        onChange={setEnd}
      />
      <FormTrouble fault={change.error} shown={["not_after"]} />
      <SaveRow busy={change.isPending} onLeave={onClose} leave="Back">
        {end && (
          <Button className="mr-auto" onClick={() => setEnd("")}>
            No end
          </Button>
        )}
      </SaveRow>
    </form>
  );
}
