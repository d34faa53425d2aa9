import { type ReactNode, useId } from "react";

/** A part of a screen under its own small heading. */
export function Section({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <div className="mb-1 flex min-h-11 flex-wrap items-center gap-x-2">
        <h2 id={heading} className="flex-1 text-lg font-semibold">
          {title}
        </h2>
        {end}
      </div>
      {children}
    </section>
  );
}
