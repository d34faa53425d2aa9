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

/** What the editor can show: conditions, of which all or any must hold. */
export interface Draft {
  joint: "all" | "any";
  lines: Line[];
}

export interface FieldChoice {
  name: string;
  label: string;
  kind: "text" | "choice" | "time" | "consent";
  hint?: string;
}

export const FIELDS: FieldChoice[] = [
  { name: "tag", label: "Tag", kind: "choice", hint: "vip, golf" },
  { name: "status", label: "Status", kind: "text", hint: "customer" },
  { name: "package", label: "Package", kind: "text", hint: "Gold" },
  { name: "location", label: "City", kind: "text", hint: "Springfield" },
  { name: "region", label: "State", kind: "choice", hint: "CA, TX" },
  { name: "postcode", label: "ZIP", kind: "text", hint: "922" },
  { name: "consent", label: "Agreed to texts", kind: "consent" },
  { name: "last_inbound", label: "Wrote to us", kind: "time" },
  { name: "last_outbound", label: "Was texted", kind: "time" },
  { name: "created", label: "Was added", kind: "time" },
  { name: "source", label: "Source", kind: "text", hint: "form" },
  { name: "email", label: "Email", kind: "text", hint: "@example.com" },
  { name: "first_name", label: "First name", kind: "text", hint: "Ana" },
  { name: "custom", label: "Own field", kind: "text", hint: "38" },
];

const ASKED_OF_A_LINE = new Set(["consent", "last_inbound", "last_outbound"]);

/** How a field can be asked: what is chosen stands for an operator, and whether it is turned round. */
export interface Asking {
  op: string;
  negative: boolean;
  label: string;
}

const ASKINGS: Record<FieldChoice["kind"], Asking[]> = {
  choice: [
    { op: "is", negative: false, label: "is one of" },
    { op: "is", negative: true, label: "is none of" },
    { op: "known", negative: false, label: "is known" },
    { op: "known", negative: true, label: "is not known" },
  ],
  text: [
    { op: "is", negative: false, label: "is one of" },
    { op: "is", negative: true, label: "is none of" },
    { op: "contains", negative: false, label: "contains" },
    { op: "begins", negative: false, label: "begins with" },
    { op: "known", negative: false, label: "is known" },
    { op: "known", negative: true, label: "is not known" },
  ],
  time: [
    { op: "within", negative: false, label: "in the last … days" },
    { op: "within", negative: true, label: "not in the last … days" },
    { op: "older", negative: false, label: "longer ago than … days" },
    { op: "known", negative: true, label: "never" },
  ],
  consent: [
    { op: "is", negative: false, label: "is" },
    { op: "is", negative: true, label: "is not" },
  ],
};

export const CONSENTS = [
  { value: "yes", label: "Yes" },
  { value: "pending", label: "Waiting for its YES" },
  { value: "no", label: "Opted out" },
  { value: "none", label: "Never asked" },
];

export function fieldOf(name: string): FieldChoice {
  return FIELDS.find((field) => field.name === name) ?? { name, label: name, kind: "text" };
}

export function askingsOf(field: string): Asking[] {
  return ASKINGS[fieldOf(field).kind];
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

export function freshDraft(): Draft {
  return { joint: "all", lines: [freshLine()] };
}

/** Whether something is still to be filled in. */
export function isComplete({ lines }: Draft): boolean {
  return (
    lines.length > 0 &&
    lines.every((line) => line.op === "known" || line.value.trim() !== "") &&
    lines.every((line) => line.field !== "custom" || line.own.trim() !== "")
  );
}

/** Whether the draft asks what differs from line to line. */
export function needsLine({ lines }: Draft): boolean {
  return lines.some((line) => ASKED_OF_A_LINE.has(line.field));
}

/** Whether a rule, however deep, asks what differs from line to line. */
export function asksALine(rule: ApiRule): boolean {
  const parts = [...(rule.all ?? []), ...(rule.any ?? []), ...(rule.not ? [rule.not] : [])];
  return ASKED_OF_A_LINE.has(rule.field ?? "") || parts.some(asksALine);
}

export function toRule({ joint, lines }: Draft): ApiRule {
  return { [joint]: lines.map(condition) };
}

function condition(line: Line): ApiRule {
  const field = line.field === "custom" ? `custom.${line.own.trim()}` : line.field;
  const asked: ApiRule = { field, op: line.op };
  if (line.op === "within" || line.op === "older") asked.days = Number(line.value);
  else if (line.op !== "known") asked.value = pieces(line.value);
  return line.negative ? { not: asked } : asked;
}

function pieces(typed: string): string[] {
  return typed
    .split(",")
    .map((piece) => piece.trim())
    .filter(Boolean);
}

/** The rule as the editor shows it; null for one that takes more than it can show. */
export function fromRule(rule: ApiRule): Draft | null {
  const joint = rule.any ? "any" : "all";
  const parts = rule.all ?? rule.any ?? [rule];
  const lines = parts.map(lineOf);
  return lines.every((line) => line !== null) ? { joint, lines } : null;
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

/** What is wrong with each condition, by its place, and with the rest of the rule. */
export function faultsOf(fields: Record<string, string>): { lines: Record<number, string>; rule?: string } {
  const lines: Record<number, string> = {};
  let rule: string | undefined;
  for (const [path, sentence] of Object.entries(fields)) {
    const place = /^rule\.(?:all|any)\[(\d+)\]/.exec(path)?.[1];
    if (place !== undefined) lines[Number(place)] ??= sentence;
    else if (path.startsWith("rule")) rule ??= sentence;
  }
  return rule === undefined ? { lines } : { lines, rule };
}
