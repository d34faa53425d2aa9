import type { ContactPatch, ContactShape } from "@/api/types.gen";

export interface CustomField {
  name: string;
  value: string;
}

/** What a person edits: every value is text, as the inputs hold it. */
export interface ContactForm {
  first_name: string;
  last_name: string;
  email: string;
  status: string;
  package: string;
  location: string;
  zone: string;
  region: string;
  postcode: string;
  tags: string[];
  custom: CustomField[];
}

export const EMPTY_FORM: ContactForm = {
  first_name: "",
  last_name: "",
  email: "",
  status: "",
  package: "",
  location: "",
  zone: "",
  region: "",
  postcode: "",
  tags: [],
  custom: [],
};

const TEXTS = [
  "first_name",
  "last_name",
  "email",
  "status",
  "package",
  "location",
  "zone",
  "region",
  "postcode",
] as const;

export type TextField = (typeof TEXTS)[number];

export function formOf(contact: ContactShape): ContactForm {
  const custom = Object.entries(contact.custom).map(([name, value]) => ({ name, value }));
  return { ...EMPTY_FORM, ...pick(contact), tags: [...contact.tags], custom };
}

/** Only what differs from the contact, so that two people who edit different fields both win. */
export function patchOf(form: ContactForm, contact: ContactShape): ContactPatch {
  const patch: ContactPatch = {};
  for (const name of TEXTS) {
    if (form[name].trim() !== contact[name]) patch[name] = form[name].trim();
  }
  if (!same([...form.tags].sort(), [...contact.tags].sort())) patch.tags = form.tags;
  const custom = customOf(form);
  if (!same(sorted(custom), sorted(contact.custom))) patch.custom = custom;
  return patch;
}

/** The brand's own fields by name; a row without a name is one that nobody filled in. */
export function customOf(form: ContactForm): Record<string, string> {
  const named = form.custom.filter((field) => field.name.trim() !== "");
  return Object.fromEntries(named.map((field) => [field.name.trim(), field.value]));
}

/** The fault at a field or at anything inside it, such as `tags.3`. */
export function faultAt(faults: Record<string, string>, field: string): string | undefined {
  const key = Object.keys(faults).find((name) => name === field || name.startsWith(`${field}.`));
  return key === undefined ? undefined : faults[key];
}

function pick(contact: ContactShape): Pick<ContactForm, TextField> {
  const entries = TEXTS.map((name) => [name, contact[name]]);
  return Object.fromEntries(entries) as Pick<ContactForm, TextField>;
}

function sorted(record: Record<string, string>): [string, string][] {
  return Object.entries(record).sort(([one], [other]) => one.localeCompare(other));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
