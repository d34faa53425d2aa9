import type { ReactNode } from "react";
import type { Consent } from "@/api/types.gen";

type Tone = "plain" | "good" | "warn" | "danger" | "brand";

const TONES: Record<Tone, string> = {
  plain: "bg-hover text-soft",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  brand: "bg-brand-soft text-brand-text",
};

interface BadgeProps {
  tone?: Tone;
  /** In full, for a pointer that rests on it. */
  title?: string;
  children: ReactNode;
}

/** A word or two about the thing beside it. */
export function Badge({ tone = "plain", title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={`inline-flex shrink-0 items-center rounded-full px-2 py-0.5 text-xs font-medium ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}

const CONSENT: Record<Consent, { tone: Tone; word: string; sentence: string }> = {
  none: {
    tone: "plain",
    word: "No consent",
    sentence: "This contact has not agreed to texts from this line.",
  },
  pending: {
    tone: "warn",
    word: "Pending",
    sentence: "This contact was asked and has not confirmed with YES.",
  },
  yes: { tone: "good", word: "Opted in", sentence: "This contact agreed to texts from this line." },
  no: { tone: "danger", word: "Opted out", sentence: "This contact opted out of this line." },
};

/** A contact's consent on a line. */
export function ConsentBadge({ consent }: { consent: Consent }) {
  const { tone, word, sentence } = CONSENT[consent];
  return (
    <Badge tone={tone} title={sentence}>
      <span className="sr-only">Consent: </span>
      {word}
    </Badge>
  );
}
