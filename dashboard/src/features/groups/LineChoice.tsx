import { useState } from "react";
import { useLines } from "@/api/me";
import { pretty } from "@/shared/lib/phone";
import { Select } from "@/shared/ui/Field";

/** The line that a rule about consent or conversations is asked of: the first of one's own until another is chosen. */
export function useAskedLine(needed: boolean) {
  const lines = useLines().filter((line) => line.active);
  const [chosen, setChosen] = useState("");
  const line = lines.find((known) => known.id === chosen) ?? lines.find((known) => known.mine) ?? lines[0];
  return { lines, line: needed ? (line?.id ?? null) : null, choose: setChosen };
}

/** Asks for it, and says why. */
export function LineChoice({ asked }: { asked: ReturnType<typeof useAskedLine> }) {
  if (asked.line === null) return null;
  return (
    <Select
      label="Counted for the line"
      value={asked.line}
      hint="Consent, conversations and leads differ from line to line. A broadcast asks the line that it goes out on."
      onChange={(event) => asked.choose(event.target.value)}
    >
      {asked.lines.map((line) => (
        <option key={line.id} value={line.id}>
          {line.label || pretty(line.number)}
        </option>
      ))}
    </Select>
  );
}
