import { useQuery } from "@tanstack/react-query";
import { linesQuery } from "@/api/me";
import type { ThreadShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { useTitle } from "@/shared/useTitle";
import { GoneComposer } from "./ClosedComposer";
import { Composer } from "./Composer";
import { Details } from "./Details";
import { DoubtBanner } from "./DoubtBanner";
import { ThreadHeader } from "./ThreadHeader";
import { Timeline } from "./Timeline";
import { useMarkRead } from "./useMarkRead";
import { useSending } from "./useSending";
import { ViewingLine } from "./ViewingLine";

interface ThreadProps {
  thread: ThreadShape;
  /** It was open, and the person may not see it any more. */
  gone: boolean;
}

/** One conversation: who it is with, everything that was said, and a place to answer. */
export function Thread({ thread, gone }: ThreadProps) {
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
        <ViewingLine thread={thread.id} gone={gone} />
        <DoubtBanner thread={thread} />
        <Timeline
          thread={thread}
          team={line?.use === "shared"}
          mayWrite={line?.mine ?? false}
          sending={sending}
        />
        {gone ? (
          <GoneComposer thread={thread.id} />
        ) : (
          <Composer thread={thread} kind={line?.kind ?? "local"} sending={sending} />
        )}
      </section>
      {!thread.group && <Details thread={thread} />}
    </div>
  );
}
