import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { messagesQuery } from "@/api/messages";
import { sentence } from "@/api/problem";
import { mergeThreads, threadQuery } from "@/api/threads";
import type { ThreadShape } from "@/api/types.gen";
import { toast } from "@/shared/ui/Toaster";

interface Answer {
  thread: ThreadShape;
  meantStop: boolean;
}

/**
 * Says whether the words in question meant stop. The question goes at once; the composer opens only when the API has
 * said so. What the API refuses (somebody else has decided, or there are newer words) shows as it is there.
 */
export function useAnswerDoubt() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ thread, meantStop }: Answer): Promise<ThreadShape> =>
      given(
        api().POST("/threads/{thread_id}/doubt", {
          params: { path: { thread_id: thread.id } },
          body: { meant_stop: meantStop, message: thread.doubt?.message ?? null },
        }),
      ),
    onMutate: ({ thread, meantStop }) => mergeThreads(queries, [foreseen(thread, meantStop)]),
    onSuccess: (thread, { meantStop }) => {
      mergeThreads(queries, [thread]);
      toast(meantStop ? "Opted out. Nothing more is sent." : "You can go on writing.");
    },
    onError: (fault, { thread }) => {
      mergeThreads(queries, [thread]);
      toast(sentence(fault));
      void queries.invalidateQueries({ queryKey: threadQuery(thread.id).queryKey });
    },
    onSettled: (_, __, { thread }) => {
      void queries.invalidateQueries({ queryKey: messagesQuery(thread.id).queryKey });
    },
  });
}

function foreseen(thread: ThreadShape, meantStop: boolean): ThreadShape {
  return { ...thread, doubt: null, consent: meantStop ? "no" : thread.consent };
}
