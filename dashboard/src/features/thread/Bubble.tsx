import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/me";
import type { MessageShape, Origin } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { full, time } from "@/shared/lib/time";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { Linked } from "@/shared/ui/Linked";
import { Copies } from "./Copies";
import { Delivery, TroubleBox, WaitingBox } from "./Delivery";
import { MediaList } from "./Media";

const MARKS: Partial<Record<Origin, { icon: IconName; word: string }>> = {
  broadcast: { icon: "broadcast", word: "Broadcast" },
  scheduled: { icon: "clock", word: "Scheduled" },
  automatic: { icon: "robot", word: "Automatic" },
  note: { icon: "compose", word: "Internal note" },
};

interface BubbleProps {
  thread: string;
  message: MessageShape;
  /** The contact's name; empty while it is unknown. */
  contact: string;
  /** Whether to name the author of a text of ours. */
  named: boolean;
}

/** One text, on the side of who wrote it, with its origin and how far it came. */
export function Bubble({ thread, message, contact, named }: BubbleProps) {
  const me = useQuery(meQuery).data;
  const ours = message.direction === "out";
  const author = message.author?.id === me?.id ? "You" : message.author?.name;
  const sender = senderOf(ours ? author : (message.speaker?.name ?? contact), ours);
  return (
    <div
      data-testid="message"
      data-direction={message.direction}
      data-origin={message.origin}
      data-status={message.status}
      className={cx(
        "flex max-w-[82%] flex-col gap-0.5 sm:max-w-[70%]",
        ours ? "items-end self-end" : "items-start self-start",
      )}
    >
      <Heading origin={message.origin} author={ours ? (named ? author : undefined) : message.speaker?.name} />
      <div
        className={cx(
          "rounded-3xl px-4 py-2.5 whitespace-pre-wrap wrap-anywhere",
          ours ? "rounded-br-lg" : "rounded-bl-lg bg-incoming",
          ours &&
            (message.status === "cancelled"
              ? "border border-dashed border-field text-soft"
              : "bg-outgoing text-on-outgoing"),
          message.origin === "note" && "bg-warn-soft text-warn",
        )}
      >
        <span className="sr-only">{sender}: </span>
        <Linked text={message.body} />
        <MediaList thread={thread} message={message} sender={sender} />
      </div>
      <Footing message={message} />
    </div>
  );
}

/** When it was, how far it came, and what speaks against it. */
function Footing({ message }: { message: MessageShape }) {
  const sent = message.direction === "out" && message.origin !== "note" && !message.copies?.length;
  return (
    <>
      <p className="mb-1 flex items-center gap-1 px-2 text-xs text-soft">
        <time dateTime={message.at} title={full(message.at)}>
          {time(message.at)}
        </time>
        {sent && <Delivery status={message.status} />}
      </p>
      <Copies message={message} />
      {message.waiting && <WaitingBox waiting={message.waiting} />}
      {message.trouble && <TroubleBox trouble={message.trouble} />}
    </>
  );
}

function senderOf(name: string | undefined, ours: boolean): string {
  return name || (ours ? "Parley" : "Contact");
}

/** Where the text comes from, and who wrote it. */
function Heading({ origin, author }: { origin: Origin; author: string | undefined }) {
  const mark = MARKS[origin];
  if (!mark && !author) return null;
  return (
    <p className="mt-1.5 flex items-center gap-1.5 px-2 text-xs text-soft">
      {mark && <Icon name={mark.icon} className="size-3.5" />}
      {mark?.word}
      {author && <span>{mark ? `by ${author}` : author}</span>}
    </p>
  );
}
