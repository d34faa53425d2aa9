import { type ReactNode, useState } from "react";
import { time, timeIn } from "@/shared/lib/time";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Notice } from "@/shared/ui/States";
import { MomentField } from "./MomentField";
import { ownZone, usualMoments } from "./moments";

interface ScheduleSheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What the button beside a day and time of one's own says. */
  action: string;
  onChoose: (at: Date) => void;
  /** Given where "now" is a choice too. */
  onNow?: () => void;
  busy?: boolean;
  /** Why the moment that was chosen could not be. */
  trouble?: string | null;
  /** Whose clock a day and time of one's own is read from; without it this browser's. */
  clock?: string | undefined;
  /** More to decide about it, below the moments. */
  children?: ReactNode;
}

/** When a text goes: a moment that one usually wants, or a day and time of one's own. */
export function ScheduleSheet(props: ScheduleSheetProps) {
  const { open, onClose, title } = props;
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <Choices {...props} />
    </Dialog>
  );
}

function Choices({ action, onChoose, onNow, busy = false, trouble, clock, children }: ScheduleSheetProps) {
  const [own, setOwn] = useState("");
  const [past, setPast] = useState(false);
  const choose = () => {
    const at = new Date(own);
    const gone = !(at.getTime() > Date.now());
    setPast(gone);
    if (!gone) onChoose(at);
  };
  return (
    <>
      {children}
      {trouble && (
        <Notice tone="danger" role="alert">
          {trouble}
        </Notice>
      )}
      <ul className="-mx-2">
        {onNow && <Choice label="Now" disabled={busy} onClick={onNow} />}
        {usualMoments(new Date()).map(({ label, at }) => (
          <Choice
            key={label}
            label={`${label}, ${time(at.toISOString())}`}
            detail={timeIn(ownZone(), at.toISOString())}
            disabled={busy}
            onClick={() => onChoose(at)}
          />
        ))}
      </ul>
      {/* No form: the sheet may stand in one, which Enter must not send. */}
      <div className="flex flex-col gap-3">
        <MomentField
          label="Another day and time"
          value={own}
          error={past ? "This moment is past. Choose a later one." : undefined}
          onChange={setOwn}
          clock={clock}
          onEnter={choose}
        />
        <Button look="primary" disabled={!own} busy={busy} onClick={choose} className="self-end">
          {action}
        </Button>
      </div>
    </>
  );
}

interface ChoiceProps {
  label: string;
  detail?: string;
  disabled: boolean;
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
