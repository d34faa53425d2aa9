import type { MessageShape } from "@/api/types.gen";
import { full, time } from "@/shared/lib/time";

/** Whether an entry tells of something that happened, and is not a text. */
export function isEvent(message: MessageShape): boolean {
  return ["consent", "assignment", "escalation", "membership"].includes(message.origin);
}

/** Something that happened to the conversation: a change of consent, an assignment, a call. */
export function EventLine({ message }: { message: MessageShape }) {
  return (
    <p
      data-testid="message"
      data-direction={message.direction}
      data-origin={message.origin}
      data-status={message.status}
      className="my-2 text-center text-sm text-soft"
    >
      <span className="inline-block rounded-2xl bg-hover px-3 py-1">
        {message.body}
        {message.origin === "consent" && message.author && ` Decided by ${message.author.name}.`}
        {message.origin === "assignment" && message.author && ` by ${message.author.name}`}
        {message.origin === "membership" && message.author && ` By ${message.author.name}.`}{" "}
        <span aria-hidden="true">· </span>
        <time dateTime={message.at} title={full(message.at)}>
          {time(message.at)}
        </time>
      </span>
    </p>
  );
}
