export interface FieldChoice {
  name: string;
  label: string;
  kind: "text" | "choice" | "time" | "consent" | "person" | "lead";
  hint?: string;
}

export const FIELDS: FieldChoice[] = [
  { name: "tag", label: "Tag", kind: "choice", hint: "vip, golf" },
  { name: "status", label: "Status", kind: "text", hint: "customer" },
  { name: "package", label: "Package", kind: "text", hint: "Gold" },
  { name: "location", label: "Location", kind: "text", hint: "Springfield" },
  { name: "region", label: "State", kind: "choice", hint: "CA, TX" },
  { name: "postcode", label: "ZIP", kind: "text", hint: "922" },
  { name: "owner", label: "Owner", kind: "person" },
  { name: "lead", label: "Lead", kind: "lead" },
  { name: "consent", label: "Agreed to texts", kind: "consent" },
  { name: "last_inbound", label: "Wrote to us", kind: "time" },
  { name: "last_outbound", label: "Was texted", kind: "time" },
  { name: "created", label: "Was added", kind: "time" },
  { name: "source", label: "Source", kind: "text", hint: "form" },
  { name: "email", label: "Email", kind: "text", hint: "@example.com" },
  { name: "first_name", label: "First name", kind: "text", hint: "Ana" },
  { name: "custom", label: "Own field", kind: "text", hint: "38" },
];

/** What differs from line to line. */
export const ASKED_OF_A_LINE = new Set(["consent", "last_inbound", "last_outbound", "lead"]);

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
  person: [
    { op: "is", negative: false, label: "is one of" },
    { op: "is", negative: true, label: "is none of" },
    { op: "known", negative: false, label: "is somebody" },
    { op: "known", negative: true, label: "is nobody" },
  ],
  lead: [
    { op: "known", negative: false, label: "has an open one" },
    { op: "known", negative: true, label: "has no open one" },
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
