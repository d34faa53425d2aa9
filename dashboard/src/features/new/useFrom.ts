import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { ContactShape, LineShape } from "@/api/types.gen";
import { readStored, writeStored } from "@/shared/lib/stored";

const PLACE = "parley.from";

/**
 * The line one texts from: the one picked here, else the one the address names, else the best for the contact one came
 * from, else the one used last, else one's own.
 */
export function useFrom(
  lines: LineShape[],
  contact: ContactShape | undefined,
): [LineShape, (id: string) => void] {
  const { line: asked } = useSearch({ strict: false });
  const [picked, setPicked] = useState<string>();
  const wanted = [picked, asked, bestFor(contact, lines), readStored<string>(PLACE)];
  const known = wanted.flatMap((id) => lines.find((line) => line.id === id) ?? []);
  const chosen = known[0] ?? lines.find((line) => line.use === "personal") ?? lines[0];
  if (!chosen) throw new Error("a form without a line");
  const pick = (id: string) => {
    setPicked(id);
    writeStored(PLACE, id);
  };
  return [chosen, pick];
}

/** The line that the contact agreed to, else one it has a conversation on; one's own before others. */
function bestFor(contact: ContactShape | undefined, lines: LineShape[]): string | undefined {
  const found = lines.map((line) => {
    const { state, thread } = contact?.consents?.find((known) => known.line.id === line.id) ?? {};
    const agreed = state === "yes" ? 4 : 0;
    const talked = thread && state !== "no" ? 2 : 0;
    return { id: line.id, worth: agreed + talked, own: line.use === "personal" ? 1 : 0 };
  });
  found.sort((one, other) => other.worth - one.worth || other.own - one.own);
  return found[0]?.worth ? found[0].id : undefined;
}
