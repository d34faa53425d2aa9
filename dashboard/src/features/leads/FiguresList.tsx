import type { Figures } from "@/api/types.gen";
import { shareWords, tookWords } from "./words";

/** Figures of some leads, each under its name: three beside each other on a phone, all on a wide screen. */
export function FiguresList({ figures }: { figures: Figures }) {
  const { leads, contacted, median, ninety, aimed, within, won } = figures;
  const shown: [string, string][] = [
    ["Half within", tookWords(median)],
    ["9 of 10 within", tookWords(ninety)],
    ["In time", shareWords(within, aimed)],
    ["Leads", String(leads)],
    ["Written to", String(contacted)],
    ["Won", String(won)],
  ];
  return (
    <dl className="grid flex-1 grid-cols-3 gap-x-3 gap-y-2 sm:grid-cols-6">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt className="text-xs text-soft">{name}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
