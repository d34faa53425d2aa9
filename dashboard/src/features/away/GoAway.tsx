import { useRef, useState } from "react";
import { useSaveAbsence } from "@/api/absences";
import { ApiError, sentence } from "@/api/problem";
import type { Deputy } from "@/api/types.gen";
import { timeIn } from "@/shared/lib/time";
import { ownZone } from "@/shared/schedule/moments";
import { Icon } from "@/shared/ui/Icon";
import { Notice } from "@/shared/ui/States";
import { toast } from "@/shared/ui/Toaster";
import { BackupsField } from "./BackupsField";
import type { Habit } from "./draft";
import { MessageField } from "./MessageField";
import { usualEnds } from "./words";

interface GoAwayProps {
  /** Whom one can name: everybody else. */
  people: Deputy[];
  habit: Habit;
  /** The person is away now: no usual moment, only what comes later. */
  gone: boolean;
  /** Opens the form in full, with what is said here. */
  onMore: (weekly: boolean, habit: Habit) => void;
}

/** Away until a usual moment by one tap, saying what one said last time. */
export function GoAway({ people, habit, gone, onMore }: GoAwayProps) {
  const [said, setSaid] = useState(habit);
  const save = useSaveAbsence();
  const fields = save.error instanceof ApiError ? save.error.fields : {};
  // A second tap may come before the buttons are drawn as off.
  const going = useRef(false);
  const go = (ends: Date) => {
    if (going.current) return;
    going.current = true;
    save.mutate(
      { body: { ends: ends.toISOString(), ...said } },
      {
        onSuccess: () => toast("You are away"),
        onSettled: () => {
          going.current = false;
        },
      },
    );
  };
  return (
    <div className="flex flex-col gap-4">
      {!gone && (
        <details className="rounded-2xl bg-hover px-4" open={Boolean(fields.message || fields.backups)}>
          <summary className="flex min-h-12 cursor-pointer list-none items-center gap-2 py-2">
            <span className="min-w-0 flex-1">
              <span className="block text-sm text-soft">What holds while you are away</span>
              {summary(said, people)}
            </span>
            <span className="text-sm font-medium text-brand-text">Change</span>
            <Icon name="down" className="size-5 shrink-0 text-soft" />
          </summary>
          <div className="flex flex-col gap-5 pb-4">
            <MessageField
              value={said.message}
              error={fields.message}
              onChange={(message) => setSaid({ ...said, message })}
            />
            <BackupsField
              people={people}
              chosen={said.backups}
              error={fields.backups}
              onChange={(backups) => setSaid({ ...said, backups })}
            />
          </div>
        </details>
      )}
      <ul aria-label="Go away" className="-mx-2">
        {(gone ? [] : usualEnds(new Date())).map(({ label, at }) => (
          <Choice
            key={label}
            label={label}
            detail={timeIn(ownZone(), at.toISOString())}
            disabled={save.isPending}
            onClick={() => go(at)}
          />
        ))}
        <Choice label="Another day and time…" onClick={() => onMore(false, said)} />
        <Choice label="Every week…" onClick={() => onMore(true, said)} />
      </ul>
      {save.error && (
        <Notice tone="danger" role="alert">
          {Object.values(fields)[0] ?? sentence(save.error)}
        </Notice>
      )}
    </div>
  );
}

function summary({ message, backups }: Habit, people: Deputy[]): string {
  const named = backups.flatMap((id) => people.find((person) => person.id === id) ?? []);
  const first = named.find((person) => !person.away);
  const who = first ? `${first.name} stands in` : "Nobody stands in: the managers answer";
  return `${who} · ${message.trim() ? `“${message.trim()}”` : "no message is sent"}`;
}

interface ChoiceProps {
  label: string;
  detail?: string;
  disabled?: boolean;
  onClick: () => void;
}

function Choice({ label, detail, disabled, onClick }: ChoiceProps) {
  return (
    <li>
      <button
        type="button"
        disabled={disabled}
        onClick={onClick}
        className="flex min-h-12 w-full flex-wrap items-center justify-between gap-x-3 rounded-2xl px-2 text-left hover:bg-hover disabled:opacity-50"
      >
        <span>{label}</span>
        {detail && <span className="text-sm text-soft">{detail}</span>}
      </button>
    </li>
  );
}
