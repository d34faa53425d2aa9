import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { addMessage, refreshNewest } from "@/api/messages";
import { type Parcel, resume, sendAgain, sendDraft, takeBack, useParcels } from "@/api/outbox";
import { threadQuery } from "@/api/threads";

export interface Sending {
  parcels: Parcel[];
  send: () => void;
  retry: (key: string) => void;
  edit: (key: string) => void;
}

/** What is on its way out of this conversation, and how to send more. */
export function useSending(thread: string): Sending {
  const queries = useQueryClient();
  const parcels = useParcels(thread);
  const outcome = useMemo(
    () => ({
      onSaved: (message: Parameters<typeof addMessage>[2]) => {
        addMessage(queries, thread, message);
        void refreshNewest(queries, thread).catch(() => null);
        // What ends a line's first text ends no second one.
        const { queryKey } = threadQuery(thread);
        if (queries.getQueryData(queryKey)?.composer.introduction)
          void queries.invalidateQueries({ queryKey });
      },
      // The refusal may tell of a state that this page does not know yet.
      onRefused: () => void queries.invalidateQueries({ queryKey: threadQuery(thread).queryKey }),
    }),
    [queries, thread],
  );
  useEffect(() => {
    resume(thread, outcome);
  }, [thread, outcome]);
  useEffect(() => {
    const stuck = parcels.filter((parcel) => parcel.trouble !== null);
    const again = () => {
      for (const parcel of stuck) void sendAgain(thread, parcel.key, outcome);
    };
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [parcels, thread, outcome]);
  return {
    parcels,
    send: () => void sendDraft(thread, outcome),
    retry: (key) => void sendAgain(thread, key, outcome),
    edit: (key) => takeBack(thread, key),
  };
}
