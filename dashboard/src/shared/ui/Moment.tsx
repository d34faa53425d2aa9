import { useSyncExternalStore } from "react";
import { full, short } from "@/shared/lib/time";

const TICK_MS = 30_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}

/** A moment, short and true while time goes by; in full for a pointer that rests on it and for a screen reader. */
export function Moment({
  at,
  before,
  className,
}: {
  at: string | null;
  before?: string;
  className?: string;
}) {
  const now = useSyncExternalStore(subscribe, () => Math.floor(Date.now() / TICK_MS) * TICK_MS);
  if (!at) return null;
  const words = before ? `${before}: ${full(at)}` : full(at);
  return (
    <time dateTime={at} title={words} className={className}>
      <span aria-hidden="true">{short(at, new Date(now + TICK_MS))}</span>
      <span className="sr-only">{words}</span>
    </time>
  );
}
