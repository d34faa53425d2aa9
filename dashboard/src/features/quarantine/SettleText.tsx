import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { sentence } from "@/api/problem";
import type { QuarantinedText, SettledText } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Button } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { toast } from "@/shared/ui/Toaster";
import { useSettleText } from "./queries";

/** Take the text in on the line it was sent to, where that can be, or put it away. */
export function SettleText({ text }: { text: QuarantinedText }) {
  const [asking, setAsking] = useState(false);
  const settle = useSettleText(text.id);
  const navigate = useNavigate();
  const who = pretty(text.sender);
  const takenIn = ({ thread }: SettledText) => {
    if (!thread) return toast("Taken in");
    const open = () =>
      void navigate({ to: "/t/$threadId", params: { threadId: thread }, search: { tab: "all" } });
    toast("It is in the inbox now", { label: "Open", run: open });
  };
  const takeIn = () =>
    settle.mutate(true, { onSuccess: takenIn, onError: (fault) => toast(sentence(fault)) });
  const dismiss = () => settle.mutate(false, { onSuccess: () => toast("Dismissed") });
  const close = () => {
    setAsking(false);
    settle.reset();
  };
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {!text.obstacle && (
        <Button
          look="primary"
          busy={settle.isPending}
          onClick={takeIn}
          aria-label={`Take in now: the text of ${who}`}
        >
          Take in now
        </Button>
      )}
      <Button onClick={() => setAsking(true)} aria-label={`Dismiss: the text of ${who}`}>
        Dismiss
      </Button>
      <Confirm
        open={asking}
        onClose={close}
        title="Dismiss this text?"
        action="Dismiss"
        onConfirm={dismiss}
        busy={settle.isPending}
        error={settle.error}
      >
        It leaves this list for everybody, and nobody is told to answer {who}.
      </Confirm>
    </div>
  );
}
