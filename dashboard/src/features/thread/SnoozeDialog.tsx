import { type FormEvent, useState } from "react";
import { ApiError, sentence } from "@/api/problem";
import { useChangeThread } from "@/api/threads";
import type { ThreadShape } from "@/api/types.gen";
import { timeIn } from "@/shared/lib/time";
import { MomentField } from "@/shared/schedule/MomentField";
import { ownZone } from "@/shared/schedule/moments";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Notice } from "@/shared/ui/States";

interface SnoozeDialogProps {
  open: boolean;
  onClose: () => void;
  thread: ThreadShape;
  /** It was saved. */
  onSnoozed: (until: string) => void;
  /** Nobody has the conversation, and others see its line. */
  everybodys: boolean;
}

/** Until when a conversation leaves the inbox. It comes back before that if its contact writes. */
export function SnoozeDialog({ everybodys, ...props }: SnoozeDialogProps) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title="Snooze until…">
      <p className="text-soft">It comes back to Needs attention then, or as soon as they write.</p>
      {everybodys && (
        <Notice tone="warn">
          Nobody has this conversation: until then the whole team does not see it in the inbox. Take it first
          if it is for you to answer.
        </Notice>
      )}
      <Choices {...props} />
    </Dialog>
  );
}

function Choices({ thread, onClose, onSnoozed }: Omit<SnoozeDialogProps, "open" | "everybodys">) {
  const [own, setOwn] = useState("");
  const change = useChangeThread();
  const choose = (at: Date) => {
    const until = at.toISOString();
    const onSuccess = () => {
      onClose();
      onSnoozed(until);
    };
    change.mutate({ thread, patch: { snooze: until } }, { onSuccess });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (own) choose(new Date(own));
  };
  return (
    <>
      <ul className="-mx-2">
        {moments(new Date()).map(({ label, at }) => (
          <li key={label}>
            <button
              type="button"
              disabled={change.isPending}
              onClick={() => choose(at)}
              className="flex min-h-12 w-full items-center justify-between gap-3 rounded-2xl px-2 text-left hover:bg-hover disabled:opacity-50"
            >
              <span>{label}</span>
              <span className="text-sm text-soft">{timeIn(ownZone(), at.toISOString())}</span>
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        <MomentField
          label="Another moment"
          value={own}
          error={change.isError ? reason(change.error) : undefined}
          onChange={(value) => {
            setOwn(value);
            change.reset();
          }}
        />
        <Button type="submit" look="primary" disabled={!own} busy={change.isPending} className="self-end">
          Snooze
        </Button>
      </form>
    </>
  );
}

function reason(fault: unknown): string {
  return (fault instanceof ApiError && fault.fields.snooze) || sentence(fault);
}

/** What one usually wants: a little later, tomorrow morning, and on Monday. */
export function moments(now: Date): { label: string; at: Date }[] {
  const soon = new Date(now.getTime() + 3 * 3_600_000);
  return [
    { label: "In three hours", at: soon },
    { label: "Tomorrow morning", at: morning(now, 1) },
    { label: "Next Monday", at: morning(now, (8 - now.getDay()) % 7 || 7) },
  ];
}

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);
}
