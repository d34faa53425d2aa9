import { type FormEvent, useState } from "react";
import { timeIn } from "@/shared/lib/time";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Field } from "@/shared/ui/Field";
import { Notice } from "@/shared/ui/States";

interface SnoozeDialogProps {
  open: boolean;
  onClose: () => void;
  snooze: (until: string) => void;
  /** Nobody has the conversation, and others see its line. */
  everybodys: boolean;
}

/** Until when a conversation leaves the inbox. It comes back before that if its contact writes. */
export function SnoozeDialog({ open, onClose, snooze, everybodys }: SnoozeDialogProps) {
  const [own, setOwn] = useState("");
  const choose = (until: Date) => {
    snooze(until.toISOString());
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (own) choose(new Date(own));
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Dialog open={open} onClose={onClose} title="Snooze until…">
      <p className="text-soft">It comes back to Needs attention then, or as soon as they write.</p>
      {everybodys && (
        <Notice tone="warn">
          Nobody has this conversation: until then the whole team does not see it in the inbox. Take it first
          if it is for you to answer.
        </Notice>
      )}
      <ul className="-mx-2">
        {moments(new Date()).map(({ label, at }) => (
          <li key={label}>
            <button
              type="button"
              onClick={() => choose(at)}
              className="flex min-h-12 w-full items-center justify-between gap-3 rounded-2xl px-2 text-left hover:bg-hover"
            >
              <span>{label}</span>
              <span className="text-sm text-soft">{timeIn(zone, at.toISOString())}</span>
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field
          label="Another moment"
          type="datetime-local"
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={!own} className="self-end">
          Snooze
        </Button>
      </form>
    </Dialog>
  );
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
