import { useQuery } from "@tanstack/react-query";
import { linesQuery } from "@/api/me";
import type { ThreadShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { useTitle } from "@/shared/useTitle";
import { Composer } from "./Composer";
import { Details } from "./Details";
import { DoubtBanner } from "./DoubtBanner";
import { ThreadHeader } from "./ThreadHeader";
import { Timeline } from "./Timeline";
import { useMarkRead } from "./useMarkRead";
import { useSending } from "./useSending";
import { ViewingLine } from "./ViewingLine";

/** One conversation: who it is with, everything that was said, and a place to answer. */
export function Thread({ thread }: { thread: ThreadShape }) {
  const lines = useQuery(linesQuery).data;
  const line = lines?.find((known) => known.id === thread.line.id);
  const sending = useSending(thread.id);
  const name = thread.contact.name || pretty(thread.contact.phone);
  useMarkRead(thread);
  useTitle(name);
  return (
    <div className="flex h-full">
      <section aria-label={`Conversation with ${name}`} className="flex h-full min-w-0 flex-1 flex-col">
        <ThreadHeader thread={thread} line={line} />
        <ViewingLine thread={thread.id} />
        <DoubtBanner thread={thread} />
        <Timeline
          thread={thread}
          team={line?.use === "shared"}
          mayWrite={line?.mine ?? false}
          sending={sending}
        />
        <Composer thread={thread} kind={line?.kind ?? "local"} sending={sending} />
      </section>
      {!thread.group && <Details thread={thread} />}
    </div>
  );
}
