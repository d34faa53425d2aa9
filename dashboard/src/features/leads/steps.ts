import type { LeadEventShape, LeadShape, MessageShape } from "@/api/types.gen";
import { happened } from "./words";

/** Something that happened between the brand and a contact: what, and what was said. */
export interface Step {
  key: string;
  at: string;
  what: string;
  said: string;
}

const SAME_MS = 2000;

/**
 * All that happened, newest first: the lead's own steps, and what stands in the conversation. While older entries of the
 * conversation are not here yet, steps from before the oldest of them wait with them.
 */
export function journey(lead: LeadShape, messages: MessageShape[], whole: boolean): Step[] {
  const oldest = whole ? "" : (messages[0]?.at ?? "");
  const own = lead.history
    .filter((event) => whole || moment(event.at) >= moment(oldest))
    .map((event, place) => ({ key: `lead-${place}`, at: event.at, what: happened(event), said: event.note }));
  const said = messages.filter((message) => !twice(message, lead.history)).map(stepOf);
  return [...own, ...said].sort((one, other) => moment(other.at) - moment(one.at));
}

function stepOf(message: MessageShape): Step {
  const { id, at, body } = message;
  const pictures = message.media?.length ? "Picture" : "";
  return { key: id, at, ...wordsOf(message), ...(!body && pictures && { said: pictures }) };
}

function wordsOf(message: MessageShape): Pick<Step, "what" | "said"> {
  const { author, body, origin } = message;
  const by = author ? ` by ${author.name}` : "";
  if (origin === "consent") return { what: withoutEnd(body) + by, said: "" };
  if (origin === "assignment" || origin === "escalation") return { what: withoutEnd(body) + by, said: "" };
  if (origin === "note") return { what: `Note${by}`, said: body };
  if (message.direction === "in") return { what: "Wrote", said: body };
  return { what: `${SENT[origin] ?? "Text"}${by}${fate(message)}`, said: body };
}

const SENT: Partial<Record<MessageShape["origin"], string>> = {
  broadcast: "Group message",
  scheduled: "Scheduled text",
  automatic: "Automatic text",
};

function fate({ status, trouble }: MessageShape): string {
  if (status === "cancelled") return ", cancelled";
  return trouble ? `, not delivered: ${trouble.title}` : "";
}

/** Whether the lead's own steps tell of this change of hands already. */
function twice(message: MessageShape, history: LeadEventShape[]): boolean {
  if (message.origin !== "assignment") return false;
  const hands = history.filter((event) => event.what === "assigned" || event.what === "unassigned");
  return hands.some((event) => Math.abs(moment(event.at) - moment(message.at)) < SAME_MS);
}

function withoutEnd(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

function moment(at: string): number {
  return Date.parse(at);
}
