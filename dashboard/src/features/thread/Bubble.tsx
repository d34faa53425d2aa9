import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/me";
import type { MessageShape, Origin } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { full, time } from "@/shared/lib/time";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { Linked } from "@/shared/ui/Linked";
import { Delivery, TroubleBox, WaitingBox } from "./Delivery";

const MARKS: Partial<Record<Origin, { icon: IconName; word: string }>> = {
  broadcast: { icon: "broadcast", word: "Broadcast" },
  scheduled: { icon: "clock", word: "Scheduled" },
  automatic: { icon: "robot", word: "Automatic" },
  note: { icon: "compose", word: "Internal note" },
};

interface BubbleProps {
  message: MessageShape;
  /** The contact's name; empty while it is unknown. */
  contact: string;
  /** Whether to name the author of a text of ours. */
  named: boolean;
}

/** One text, on the side of who wrote it, with its origin and how far it came. */
export function Bubble({ message, contact, named }: BubbleProps) {
  const me = useQuery(meQuery).data;
  const ours = message.direction === "out";
  const author = message.author?.id === me?.id ? "You" : message.author?.name;
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
      <Heading origin={message.origin} author={named && ours ? author : undefined} />
      <div
        className={cx(
          "rounded-3xl px-4 py-2.5 whitespace-pre-wrap wrap-anywhere",
          ours ? "rounded-br-lg bg-outgoing text-on-outgoing" : "rounded-bl-lg bg-incoming",
          message.origin === "note" && "bg-warn-soft text-warn",
        )}
      >
        <span className="sr-only">{ours ? `${author ?? "Parley"}: ` : `${contact || "Contact"}: `}</span>
        <Linked text={message.body} />
        {message.media?.map((address, place) => (
          <Attachment key={address} address={address} number={place + 1} />
        ))}
      </div>
      <p className="mb-1 flex items-center gap-1 px-2 text-xs text-soft">
        <time dateTime={message.at} title={full(message.at)}>
          {time(message.at)}
        </time>
        {ours && message.origin !== "note" && <Delivery status={message.status} />}
      </p>
      {message.waiting && <WaitingBox waiting={message.waiting} />}
      {message.trouble && <TroubleBox trouble={message.trouble} />}
    </div>
  );
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

function Attachment({ address, number }: { address: string; number: number }) {
  if (!/^https?:\/\//.test(address)) return <span className="block">Attachment {number}</span>;
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className="block underline underline-offset-2"
    >
      Attachment {number}
    </a>
  );
}
