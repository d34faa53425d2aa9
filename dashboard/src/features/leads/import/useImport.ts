import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { importLeads, LEAD_LISTS } from "@/api/leads";
import { sendTwice } from "@/api/sending";
import type { LeadImport, RowDone } from "@/api/types.gen";

/** `fault` of one that stopped in the middle: it can go on where it was. */
export interface Progress {
  phase: "sending" | "stopped" | "finished";
  total: number;
  done: RowDone[];
  fault: unknown;
}

/** Sends a file part by part; null until it begins. */
export function useImport() {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const left = useRef<LeadImport[]>([]);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  const goOn = async (total: number, before: RowDone[]) => {
    let done = before;
    setProgress({ phase: "sending", total, done, fault: null });
    try {
      for (let part = left.current[0]; part && !gone.current; part = left.current[0]) {
        const body = part;
        const answer = await sendTwice(() => importLeads(body));
        left.current = left.current.slice(1);
        done = [...done, ...answer.rows];
        setProgress({ phase: left.current.length ? "sending" : "finished", total, done, fault: null });
      }
    } catch (fault) {
      setProgress({ phase: "stopped", total, done, fault });
    }
    void queries.invalidateQueries({ queryKey: LEAD_LISTS });
    void queries.invalidateQueries({ queryKey: ["contacts"] });
  };
  return {
    progress,
    begin: (parts: LeadImport[]) => {
      left.current = parts;
      void goOn(
        parts.reduce((sum, part) => sum + part.rows.length, 0),
        [],
      );
    },
    again: () => void goOn(progress?.total ?? 0, progress?.done ?? []),
    forget: () => setProgress(null),
  };
}
