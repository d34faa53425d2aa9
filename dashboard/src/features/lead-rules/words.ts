import type { Draft } from "./draft";

/** People's names by id, as far as they are known. */
export type Names = Record<string, string>;
type Said = Omit<Draft, "key">;

/** Which leads a rule is for. */
export function titleOf({ tags, places }: Said): string {
  const parts = [
    tags.length > 0 && `Tagged ${tags.join(" or ")}`,
    places.length > 0 && `${tags.length > 0 ? "in" : "In"} ${places.join(" or ")}`,
  ].filter(Boolean);
  return parts.join(", ") || "Every lead";
}

/** Who gets them. */
export function givesTo({ pick, people }: Said, names: Names): string {
  const known = people.map((id) => names[id] ?? "somebody who left");
  const whom = known.length > 0 ? known.join(", ") : "the line’s team";
  if (known.length === 1) return `→ ${whom}`;
  return `→ ${whom}, ${pick === "in_turn" ? "in turn" : "the least busy"}`;
}

/** What becomes of a lead that no rule gives to anybody. */
export function fallback(rules: Said[]): string {
  const last = rules.find(({ tags, places }) => tags.length === 0 && places.length === 0);
  return last
    ? "A lead for which nobody of the rules is there waits unassigned, and the managers are told."
    : "A lead that no rule fits waits unassigned, and the managers are told. A last rule without tags and places takes all others.";
}
