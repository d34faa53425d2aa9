import type { FieldKind, FormFieldShape, FormPage, FormShape, NewForm, WordingRule } from "@/api/types.gen";

/** A field under edit; `key` stays while its name is typed. */
export interface FieldDraft {
  key: string;
  name: string;
  label: string;
  kind: FieldKind;
  required: boolean;
  options: string;
}

export interface Draft {
  name: string;
  line: string;
  title: string;
  intro: string;
  fields: FieldDraft[];
  wording: string;
  confirmation: string;
  done: string;
  tags: string[];
  tag_fields: string[];
  keyword: string;
  colours: { accent: string; background: string; text: string };
  widget: boolean;
  active: boolean;
  lead: boolean;
}

let counter = 0;

function keyOf(): string {
  counter += 1;
  return `field-${counter}`;
}

export function freshField(): FieldDraft {
  return { key: keyOf(), name: "", label: "", kind: "text", required: false, options: "" };
}

const USUAL: Omit<FieldDraft, "key">[] = [
  { name: "phone", label: "Mobile number", kind: "phone", required: true, options: "" },
  { name: "first_name", label: "First name", kind: "text", required: false, options: "" },
];

/** A new form, with wordings that say all they must. */
export function freshDraft(page: FormPage, line: string): Draft {
  return {
    name: "",
    line,
    title: "",
    intro: "",
    fields: USUAL.map((field) => ({ ...field, key: keyOf() })),
    wording: page.suggested_wording,
    confirmation: page.suggested_confirmation,
    done: "",
    tags: [],
    tag_fields: [],
    keyword: "",
    colours: { accent: "#1d4ed8", background: "#ffffff", text: "#111827" },
    widget: false,
    active: true,
    lead: false,
  };
}

export function draftOf(form: FormShape): Draft {
  const { accent, background, text } = form.colours;
  return {
    name: form.name,
    line: form.line.id,
    title: form.title,
    intro: form.intro,
    fields: form.fields.map(fieldDraft),
    wording: form.wording,
    confirmation: form.confirmation,
    done: form.done,
    tags: form.tags,
    tag_fields: form.tag_fields,
    keyword: form.keyword.toUpperCase(),
    colours: { accent: accent ?? "", background: background ?? "", text: text ?? "" },
    widget: form.widget,
    active: form.active,
    lead: form.lead,
  };
}

/** What is sent; an answer that is no field any more makes no tag. */
export function formOf(draft: Draft): NewForm {
  const fields = draft.fields.map(fieldOf);
  const names = new Set(fields.map((field) => field.name));
  return { ...draft, fields, tag_fields: draft.tag_fields.filter((name) => names.has(name)) };
}

/** Only what differs, so that two people who change different parts both win. */
export function patchOf(draft: Draft, form: FormShape): Partial<NewForm> {
  return changesOf(draft, draftOf(form));
}

/** What differs from an earlier draft. */
export function changesOf(draft: Draft, earlier: Draft): Partial<NewForm> {
  const before = formOf(earlier) as Record<string, unknown>;
  const changed = Object.entries(formOf(draft)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return Object.fromEntries(changed) as Partial<NewForm>;
}

/** A label as the name of a field: "Shoe size" becomes shoe_size. */
export function nameOf(label: string): string {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_");
  return plain.replace(/^[^a-z]+|_+$/g, "").slice(0, 40);
}

/** The rules for a text, each with whether it is kept. */
export function kept(rules: WordingRule[], place: string, text: string): (WordingRule & { kept: boolean })[] {
  const said = text.toLowerCase();
  return rules
    .filter((rule) => rule.place === place)
    .map((rule) => ({ ...rule, kept: rule.phrases.some((phrase) => said.includes(phrase.toLowerCase())) }));
}

function fieldDraft(field: FormFieldShape): FieldDraft {
  return {
    key: keyOf(),
    name: field.name,
    label: field.label,
    kind: field.kind ?? "text",
    required: field.required ?? false,
    options: (field.options ?? []).join("\n"),
  };
}

function fieldOf({ key, options, ...field }: FieldDraft): FormFieldShape {
  const chosen = options.split("\n").flatMap((option) => option.trim() || []);
  return { ...field, options: field.kind === "choice" ? chosen : [] };
}
