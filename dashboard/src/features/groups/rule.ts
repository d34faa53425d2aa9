import { ASKED_OF_A_LINE, askingsOf, FIELDS, fieldOf } from "./ruleFields";

/** A rule as the API takes it: all, any or not of rules, or a condition. */
export interface ApiRule {
  all?: ApiRule[];
  any?: ApiRule[];
  not?: ApiRule;
  field?: string;
  op?: string;
  value?: string | string[];
  days?: number;
}

/** One line of the editor. `value` is what is typed: texts with commas between them, or a number of days. */
export interface Line {
  key: number;
  field: string;
  own: string;
  op: string;
  negative: boolean;
  value: string;
}

export type Joint = "all" | "any" | "none";

/** Conditions and groups of them, of which all, any or none must hold. */
export interface Draft {
  key: number;
  joint: Joint;
  parts: Part[];
}

export type Part = Line | Draft;

export function isGroup(part: Part): part is Draft {
  return "parts" in part;
}

let made = 0;

/** A new condition about a field, asked in its usual way. */
export function freshLine(field = "tag"): Line {
  const kind = fieldOf(field).kind;
  const [first] = askingsOf(field);
  made += 1;
  const value = kind === "consent" ? "yes" : kind === "time" ? "30" : "";
  return { key: made, field, own: "", op: first?.op ?? "is", negative: false, value };
}

export function freshDraft(joint: Joint = "all"): Draft {
  made += 1;
  return { key: made, joint, parts: [freshLine()] };
}

/** Whether something is still to be filled in. */
export function isComplete({ parts }: Draft): boolean {
  return parts.length > 0 && parts.every((part) => (isGroup(part) ? isComplete(part) : isFilled(part)));
}

function isFilled({ field, own, op, value }: Line): boolean {
  return (op === "known" || pieces(value).length > 0) && (field !== "custom" || own.trim() !== "");
}

/** Whether the draft asks what differs from line to line. */
export function needsLine({ parts }: Draft): boolean {
  return parts.some((part) => (isGroup(part) ? needsLine(part) : ASKED_OF_A_LINE.has(part.field)));
}

/** Whether a rule, however deep, asks what differs from line to line. */
export function asksALine(rule: ApiRule): boolean {
  const parts = [...(rule.all ?? []), ...(rule.any ?? []), ...(rule.not ? [rule.not] : [])];
  return ASKED_OF_A_LINE.has(rule.field ?? "") || parts.some(asksALine);
}

export function toRule({ joint, parts }: Draft): ApiRule {
  const told = parts.map((part) => (isGroup(part) ? toRule(part) : condition(part)));
  return joint === "none" ? { not: { any: told } } : { [joint]: told };
}

function condition(line: Line): ApiRule {
  const field = line.field === "custom" ? `custom.${line.own.trim()}` : line.field;
  const asked: ApiRule = { field, op: line.op };
  if (line.op === "within" || line.op === "older") asked.days = Number(line.value);
  else if (line.op !== "known") asked.value = pieces(line.value);
  return line.negative ? { not: asked } : asked;
}

/** What is typed with commas between. */
export function pieces(typed: string): string[] {
  return typed
    .split(",")
    .map((piece) => piece.trim())
    .filter(Boolean);
}

/** The rule as the editor shows it; null for one that takes more than it can show. */
export function fromRule(rule: ApiRule): Draft | null {
  return groupOf(rule) ?? groupOf({ all: [rule] });
}

function groupOf(rule: ApiRule): Draft | null {
  const told = rule.all ?? rule.any ?? rule.not?.any;
  if (!told) return null;
  const parts = told.map((part) => groupOf(part) ?? lineOf(part));
  const joint = rule.all ? "all" : rule.any ? "any" : "none";
  return parts.every((part) => part !== null) ? { ...freshDraft(joint), parts } : null;
}

function lineOf(rule: ApiRule): Line | null {
  const asked = rule.not ?? rule;
  if (!asked.field || !asked.op) return null;
  const own = asked.field.startsWith("custom.");
  const field = own ? "custom" : asked.field;
  const op = asked.op;
  const negative = rule.not !== undefined;
  if (!FIELDS.some((known) => known.name === field)) return null;
  if (!askingsOf(field).some((asking) => asking.op === op && asking.negative === negative)) return null;
  const values = [asked.value ?? []].flat();
  if (values.some((value) => value.includes(",")) || (field === "consent" && values.length > 1)) return null;
  const value = asked.days === undefined ? values.join(", ") : String(asked.days);
  return { ...freshLine(field), own: own ? asked.field.slice("custom.".length) : "", op, negative, value };
}

/** What is wrong with each condition, by its key, and with the rest of the rule. */
export interface Faults {
  lines: Record<number, string>;
  rule?: string;
}

export function faultsOf(fields: Record<string, string>, draft: Draft): Faults {
  const places = [...placesIn(draft, "rule")];
  const faults: Faults = { lines: {} };
  for (const [path, sentence] of Object.entries(fields)) {
    const line = places.find(([place]) => path === place || path.startsWith(`${place}.`));
    if (line) faults.lines[line[1]] ??= sentence;
    else if (path.startsWith("rule")) faults.rule ??= sentence;
  }
  return faults;
}

/** Where each condition stands in the rule that the API was given, and its key. */
function* placesIn({ joint, parts }: Draft, at: string): Generator<[string, number]> {
  for (const [place, part] of parts.entries()) {
    const path = `${at}.${joint === "none" ? "not.any" : joint}[${place}]`;
    if (isGroup(part)) yield* placesIn(part, path);
    else yield [path, part.key];
  }
}
