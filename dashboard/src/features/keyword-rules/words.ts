import type { Draft } from "./draft";

/** What ids are called, as far as that is known. */
export interface Names {
  groups: Record<string, string>;
  people: Record<string, string>;
}

type Said = Pick<Draft, "words" | "anywhere" | "reply" | "tags" | "group" | "assignee">;

/** A rule by its words. */
export function titleOf({ words }: Said): string {
  return words.join(", ") || "No words yet";
}

/** What a rule does, in one line; `silent`: nobody is told. */
export function effectsOf(rule: Said, silent: boolean, names: Names): string {
  const done = [
    rule.reply.trim() && "reply",
    rule.tags.length > 0 && `${rule.tags.length > 1 ? "tags" : "tag"}: ${rule.tags.join(", ")}`,
    rule.group && `list: ${names.groups[rule.group] ?? "one of yours"}`,
    rule.assignee && `to ${names.people[rule.assignee] ?? "somebody else"}`,
    silent && "nobody is told",
  ].filter(Boolean);
  const where = rule.anywhere ? "anywhere in a text " : "";
  return done.length > 0 ? `${where}→ ${done.join(", ")}` : `${where}→ nothing yet`;
}

/** What "Tell somebody" means as it stands, or why it cannot be switched off. */
export function alertWords(silent: boolean, may: boolean): string {
  if (!may) {
    return "It can be switched off only where a reply is all there is to it: write one, and give the conversation to nobody.";
  }
  return silent
    ? "The reply is all there is to it, and nobody is told. Where it cannot go, such as a second one within a day, somebody is told after all."
    : "Somebody is told, as of any text, and the conversation waits for an answer.";
}
