import type { Act, Consent, ConsentEventShape, ConsentLine } from "@/api/types.gen";
import { full } from "@/shared/lib/time";

const ACTS: Record<Act, string> = {
  opt_in: "Asked to be texted",
  confirm: "Confirmed with YES",
  stop: "Said stop",
  start: "Said START",
  provider_stop: "The provider reported an opt-out",
  expire: "Never confirmed in time",
  doubt: "Wrote words that may mean stop",
  clear: "A person read them: no stop was meant",
};

const SOURCES: Record<string, string> = {
  text: "by text",
  form: "by the form",
  page: "by the form",
  api: "by an import with evidence",
  keyword: "by texting a word",
  provider: "told by the provider",
  recapture: "asked again after the number changed",
  staff: "by a person of the team",
};

const STATES: Record<Consent, string> = {
  none: "not asked",
  pending: "pending",
  yes: "opted in",
  no: "opted out",
};

/** The act in words: what, and from where. */
export function actWords(event: ConsentEventShape): string {
  return ACTS[event.act];
}

export function sourceWords(event: ConsentEventShape): string {
  return SOURCES[event.source] ?? event.source;
}

export function stateWords(consent: Consent): string {
  return STATES[consent];
}

/** What holds on this line now, in one plain sentence. */
export function standing(part: ConsentLine): string {
  if (part.stopped) return "This contact said STOP to the brand. No line may text it.";
  if (part.frozen) return "This contact may have asked to stop. Nothing goes out until somebody has said so.";
  if (part.state === "yes") return "This contact agreed to texts from this line.";
  if (part.state === "no") return "This contact opted out of this line.";
  if (part.state === "pending") return "This contact was asked and has not confirmed yet.";
  return "This contact has not agreed to texts from this line.";
}

/** Why it may be texted now, or that nothing allows it. */
export function basisWords(part: ConsentLine): string {
  if (part.basis === "consent") return "It agreed. Texts and broadcasts may go.";
  if (part.basis === "conversational")
    return `It wrote first. It may be answered one to one${part.until ? ` until ${full(part.until)}` : ""}. No broadcast may go.`;
  return "None. Nothing may go to it.";
}

/** What may bring texting back; empty where nothing is missing. */
export function wayBack(part: ConsentLine): string {
  if (part.frozen) return "Open its conversation and answer whether it meant stop.";
  if (part.stopped || part.state === "no")
    return "Only the contact itself can: by texting START to this line. Nobody of the team may undo it.";
  if (part.state === "pending") return "Its own YES to the text that asked for it.";
  if (part.state === "none") return "It can text first, text START, or opt in with a form of yours.";
  return "";
}
