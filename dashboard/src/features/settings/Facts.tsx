import type { ReactNode } from "react";

/** What is so, term by term, for whoever reads and does not change it. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="divide-y divide-rule">
      {facts.map(([term, value]) => (
        <div key={term} className="grid grid-cols-[8rem_1fr] gap-3 py-3">
          <dt className="text-soft">{term}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
