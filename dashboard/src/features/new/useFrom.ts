import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { LineShape } from "@/api/types.gen";
import { readStored, writeStored } from "@/shared/lib/stored";

const PLACE = "parley.from";

/** The line one texts from: the one the address names, else the one used last, else one's own. */
export function useFrom(lines: LineShape[]): [LineShape, (id: string) => void] {
  const { line: asked } = useSearch({ strict: false });
  const [picked, setPicked] = useState(() => asked ?? readStored<string>(PLACE));
  const own = lines.find((line) => line.use === "personal") ?? lines[0];
  const chosen = lines.find((line) => line.id === picked) ?? own;
  if (!chosen) throw new Error("a form without a line");
  const pick = (id: string) => {
    setPicked(id);
    writeStored(PLACE, id);
  };
  return [chosen, pick];
}
