import type {
  Backing,
  Handling,
  LinePatch,
  LineShape,
  PersonRef,
  TeamMember,
  Verification,
} from "@/api/types.gen";

export const VERIFICATIONS: Record<Verification, string> = {
  verified: "Verified by the carriers",
  pending: "Waiting for the carriers",
  unverified: "Not verified yet",
  rejected: "Rejected by the carriers",
};

export const HANDLINGS: Record<Handling, string> = {
  default: "The provider's standard words",
  advanced: "The provider's Advanced Opt-Out",
  ours: "Answered by us alone",
};

export const BACKINGS: Record<Backing, string> = {
  agent: "People",
  bot: "Its keyword rules, then people",
};

/** The form's own state: what is typed, which need not be a number yet. */
export interface LineDraft {
  label: string;
  backing: Backing;
  active: boolean;
  members: string[];
  verification: Verification;
  handling: Handling;
  rate: string;
  daily_cap: string;
  zone: string;
}

export function draftOf(line: LineShape): LineDraft {
  return {
    label: line.label,
    backing: line.backing,
    active: line.active,
    members: line.members.map((member) => member.id),
    verification: line.verification,
    handling: line.handling,
    rate: String(line.rate),
    daily_cap: line.daily_cap === null ? "" : String(line.daily_cap),
    zone: line.zone,
  };
}

/** Only what differs; an empty daily cap is none. */
export function patchOf(draft: LineDraft, line: LineShape): LinePatch {
  const before = draftOf(line);
  const changed = (Object.keys(draft) as (keyof LineDraft)[]).filter(
    (name) => JSON.stringify(draft[name]) !== JSON.stringify(before[name]),
  );
  return Object.fromEntries(changed.map((name) => [name, asAsked(name, draft[name])]));
}

/** Whom one can put on this line: the team without who is switched off, and who stands on it already. While the team is
 *  not known, everybody who stands on some line. */
export function peopleOf(line: LineShape, lines: LineShape[], team?: TeamMember[]): PersonRef[] {
  const others = team ? team.filter((person) => person.active) : lines.flatMap((known) => known.members);
  const people = new Map([...line.members, ...others].map(({ id, name }) => [id, { id, name }]));
  return [...people.values()].sort((one, other) => one.name.localeCompare(other.name));
}

function asAsked(name: keyof LineDraft, value: LineDraft[keyof LineDraft]): unknown {
  if (name === "daily_cap" && value === "") return null;
  if ((name === "rate" || name === "daily_cap") && /^\d+$/.test(String(value))) return Number(value);
  return value;
}
