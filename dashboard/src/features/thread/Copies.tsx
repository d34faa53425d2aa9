import type { CopyShape, MessageShape } from "@/api/types.gen";
import { upTo } from "@/shared/lib/time";
import { Icon } from "@/shared/ui/Icon";

const LOST: ReadonlySet<string> = new Set(["failed", "undelivered", "suppressed", "cancelled"]);

/** In a group conversation: how many got it, who did not and why, who waits for what, and what was not passed on. */
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
      {[...waits(copies)].map(([why, names]) => (
        <p key={why} className="rounded-2xl bg-warn-soft px-3 py-1.5 text-sm text-warn">
          <strong className="font-semibold">Not yet to {names.join(", ")}.</strong> {why}
        </p>
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

/** Why copies wait, each with the names of those for whom it does: a reason that all share is said once. */
function waits(copies: CopyShape[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { status, name, reason, until } of copies) {
    const ahead = until && new Date(until) > new Date();
    const why = reason || (ahead ? `Looked at again ${upTo(until)}.` : "");
    if (status === "queued" && why) found.set(why, [...(found.get(why) ?? []), name]);
  }
  return found;
}
