import type { CopyShape, MessageShape } from "@/api/types.gen";
import { Icon } from "@/shared/ui/Icon";

const LOST: ReadonlySet<string> = new Set(["failed", "undelivered", "suppressed", "cancelled"]);

/** In a group conversation: how many got it, who did not and why, and what was not passed on. */
export function Copies({ message }: { message: MessageShape }) {
  const { copies = [], withheld } = message;
  if (copies.length === 0 && !withheld) return null;
  const arrived = copies.filter((copy) => copy.status === "delivered").length;
  const waiting = copies.filter((copy) => copy.status === "queued").length;
  const lost = copies.filter((copy) => LOST.has(copy.status));
  return (
    <div data-testid="copies" className="mb-2 flex flex-col gap-1 px-2 text-xs text-soft">
      {copies.length > 0 && (
        <p className="flex items-center gap-1">
          <Icon name="group" className="size-4" />
          Delivered to {arrived} of {copies.length}
          {waiting > 0 && `, ${waiting} waiting`}
        </p>
      )}
      {lost.map((copy) => (
        <Lost key={copy.contact} copy={copy} />
      ))}
      {withheld && <p className="rounded-2xl bg-warn-soft px-3 py-1.5 text-sm text-warn">{withheld}</p>}
    </div>
  );
}

function Lost({ copy }: { copy: CopyShape }) {
  return (
    <p className="rounded-2xl bg-danger-soft px-3 py-1.5 text-sm text-danger">
      <strong className="font-semibold">Not to {copy.name}.</strong> {copy.reason}
    </p>
  );
}
