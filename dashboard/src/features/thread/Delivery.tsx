import type { Status, Trouble, Waiting } from "@/api/types.gen";
import { Icon, type IconName } from "@/shared/ui/Icon";

const STATES: Record<Status, { icon: IconName; word: string; bad?: boolean }> = {
  received: { icon: "check", word: "Received" },
  queued: { icon: "clock", word: "Waiting to be sent" },
  sending: { icon: "clock", word: "Sending" },
  accepted: { icon: "clock", word: "Sending" },
  sent: { icon: "check", word: "Sent" },
  delivered: { icon: "checks", word: "Delivered" },
  undelivered: { icon: "alert", word: "Not delivered", bad: true },
  failed: { icon: "alert", word: "Not sent", bad: true },
  cancelled: { icon: "close", word: "Cancelled" },
  suppressed: { icon: "alert", word: "Not sent", bad: true },
};

/** How far a text of ours came: a drawing, with its word for screen readers and pointers. */
export function Delivery({ status }: { status: Status }) {
  const { icon, word, bad } = STATES[status];
  return (
    <span
      title={word}
      className={bad ? "flex items-center gap-1 font-medium text-danger" : "flex items-center gap-1"}
    >
      <Icon name={icon} className={status === "delivered" ? "size-4 text-brand-text" : "size-4"} />
      <span className={bad ? undefined : "sr-only"}>{word}</span>
    </span>
  );
}

/** Why a text did not arrive, and what to do about it. */
export function TroubleBox({ trouble }: { trouble: Trouble }) {
  return (
    <p className="mb-2 rounded-2xl bg-danger-soft px-3.5 py-2 text-sm text-danger">
      <strong className="font-semibold">{trouble.plain || trouble.title}</strong>
      {trouble.remedy && ` ${trouble.remedy}`}
    </p>
  );
}

/** Why a text is still queued; it goes by itself. */
export function WaitingBox({ waiting }: { waiting: Waiting }) {
  return (
    <p className="mb-2 rounded-2xl bg-warn-soft px-3.5 py-2 text-sm text-warn">
      <strong className="font-semibold">Waiting.</strong> {waiting.reason}
    </p>
  );
}
