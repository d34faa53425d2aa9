import { useInfiniteQuery } from "@tanstack/react-query";
import { Fragment, useMemo, useRef, useState } from "react";
import { inOrder, messagesQuery, scheduledIn } from "@/api/messages";
import type { MessageShape, ThreadShape } from "@/api/types.gen";
import { dayName, sameDay } from "@/shared/lib/time";
import { Button, IconButton } from "@/shared/ui/Button";
import { Failed, Loading } from "@/shared/ui/States";
import { Bubble } from "./Bubble";
import { EventLine, isEvent } from "./EventLine";
import { ParcelBubble } from "./ParcelBubble";
import { ScheduledBubble } from "./ScheduledBubble";
import type { Sending } from "./useSending";
import { useWatchOpen } from "./useWatchOpen";

const FAR_UP = -240;

interface TimelineProps {
  thread: ThreadShape;
  /** Several people answer on this line, so each text names its author. */
  team: boolean;
  /** The reader may text from this line. */
  mayWrite: boolean;
  sending: Sending;
}

/** Everything that was said, oldest first, by days. It stays at its end while new messages come. */
export function Timeline({ thread, team, mayWrite, sending }: TimelineProps) {
  const query = useInfiniteQuery(messagesQuery(thread.id));
  const messages = useMemo(() => (query.data ? inOrder(query.data) : []), [query.data]);
  const box = useRef<HTMLDivElement>(null);
  const [farUp, setFarUp] = useState(false);
  useWatchOpen(thread.id, query.data?.pages[0]?.items ?? []);
  const toEnd = () => box.current?.scrollTo({ top: 0, behavior: "smooth" });

  return (
    <div className="relative min-h-0 flex-1">
      {/* Reversed, the box keeps its end in view by itself; inside, the order is the one of reading. */}
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label="Timeline"
        aria-busy={query.isPending}
        onScroll={(event) => setFarUp(event.currentTarget.scrollTop < FAR_UP)}
        className="flex h-full flex-col-reverse overflow-y-auto overscroll-contain focus-visible:-outline-offset-2"
      >
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-1 px-4 py-4">
          {query.isPending && <Loading rows={3} label="Loading messages" />}
          {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
          {query.hasNextPage && (
            <Button
              look="quiet"
              className="mb-2 self-center"
              busy={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {query.isFetchingNextPage ? "Loading…" : "Show earlier messages"}
            </Button>
          )}
          {messages.map((message, place) => (
            <Fragment key={message.id}>
              <Day message={message} before={messages[place - 1]} />
              {isEvent(message) ? (
                <EventLine message={message} />
              ) : (
                <Bubble thread={thread.id} message={message} contact={thread.contact.name} named={team} />
              )}
            </Fragment>
          ))}
          {scheduledIn(query.data).map((message) => (
            <ScheduledBubble key={message.id} thread={thread.id} message={message} mayWrite={mayWrite} />
          ))}
          {sending.parcels.map((parcel) => (
            <ParcelBubble key={parcel.key} parcel={parcel} sending={sending} />
          ))}
        </div>
      </div>
      {farUp && (
        <IconButton
          icon="down"
          label="To the newest message"
          onClick={toEnd}
          className="absolute right-4 bottom-3 border border-rule bg-raised shadow-float"
        />
      )}
    </div>
  );
}

function Day({ message, before }: { message: MessageShape; before: MessageShape | undefined }) {
  if (before && sameDay(new Date(before.at), new Date(message.at))) return null;
  return (
    <h2 className="my-3 text-center text-xs font-semibold tracking-wide text-soft">{dayName(message.at)}</h2>
  );
}
