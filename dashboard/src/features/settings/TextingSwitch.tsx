import { useState } from "react";
import { Button } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { Notice } from "@/shared/ui/States";
import { useChangeBrand } from "./queries";

/** Texting on or off for the whole brand: off needs a second word. */
export function TextingSwitch({ texting }: { texting: boolean }) {
  const [asking, setAsking] = useState(false);
  const change = useChangeBrand();
  if (!texting) {
    return (
      <Notice tone="danger" role="status">
        <p className="font-medium">Texting is switched off. No line sends anything.</p>
        <p className="mb-3 text-sm">What contacts write still comes in, and STOP counts.</p>
        <Button busy={change.isPending} onClick={() => change.mutate({ texting: true })}>
          Switch texting on
        </Button>
      </Notice>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="min-w-0 flex-1">
        <span className="block font-medium">Texting is on</span>
        <span className="block text-sm text-soft">
          Switched off, every line stops sending within a minute.
        </span>
      </p>
      <Button look="danger" onClick={() => setAsking(true)}>
        Switch off
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title="Switch texting off?"
        action="Switch texting off"
        busy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate({ texting: false }, { onSuccess: () => setAsking(false) })}
      >
        Texts that wait are not sent, broadcasts that run refuse whoever is left, and reps are alerted by
        email. What contacts write still comes in.
      </Confirm>
    </div>
  );
}
