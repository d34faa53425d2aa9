import type { ReactNode } from "react";

/** One thing that is known, under its name. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_1fr] gap-3 py-3">
      <dt className="text-soft first-letter:uppercase">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
