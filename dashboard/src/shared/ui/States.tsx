import type { ReactNode } from "react";
import { sentence } from "@/api/problem";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";

/** What stands where a list would be, and what to do about it. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 px-8 py-16 text-center">
      <span className="mb-2 rounded-full bg-brand-soft p-4 text-brand-text">
        <Icon name={icon} className="size-7" />
      </span>
      <p className="text-lg font-semibold text-balance">{title}</p>
      {children && <div className="max-w-sm text-soft text-pretty">{children}</div>}
    </div>
  );
}

/** Something could not be fetched: why, and a way to try again. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-center gap-4 px-8 py-16 text-center">
      <Icon name="alert" className="size-8 text-danger" />
      <p className="max-w-sm">{sentence(error)}</p>
      <Button icon="retry" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}

/** Grey rows in the shape of a list that is on its way. */
export function Loading({ rows = 6, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="animate-pulse">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same and never move
        <div key={row} className="flex items-center gap-3 px-4 py-4">
          <div className="size-11 shrink-0 rounded-full bg-rule" />
          <div className="flex-1 space-y-2">
            <div className="h-3.5 w-2/5 rounded bg-rule" />
            <div className="h-3 w-4/5 rounded bg-rule" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** One or two sentences that must be seen: a refusal, a warning, a piece of good news. */
export function Notice({
  tone,
  children,
  role,
}: {
  tone: "danger" | "warn" | "good";
  children: ReactNode;
  role?: "alert" | "status";
}) {
  const tones = {
    danger: "bg-danger-soft text-danger",
    warn: "bg-warn-soft text-warn",
    good: "bg-good-soft text-good",
  };
  return (
    <div role={role} className={`rounded-2xl px-4 py-3 text-[0.95rem] ${tones[tone]}`}>
      {children}
    </div>
  );
}
