/** A field as the API finds it; a brace before or behind it makes it none. */
const FIELD = /(\{?)\{\{\s*(custom\.\s*[^{}|\s][^{}|]*|[a-z][a-z0-9_]*\s*)(?:\|([^{}]*))?\}\}(\}?)/gi;
const CLOSING = /^[.,!?;:\n]/;

interface Part {
  name: string;
  fallback: string;
  /** What stands behind it, up to the next one. */
  after: string;
}

/** Whether the length of `text` depends on who gets it. */
export function isPersonal(text: string): boolean {
  return /\{\{[^{}]*\}\}/.test(text);
}

/** The names of a text's fields. */
export function fieldsOf(text: string): string[] {
  return split(text).parts.map((part) => part.name);
}

/**
 * `text` with each field's value, else what stands in for it, else nothing and no double space in its place; as the API
 * fills it in.
 */
export function merged(text: string, values: ReadonlyMap<string, string>): string {
  const { before, parts } = split(text);
  return parts.reduce((told, { name, fallback, after }, place) => {
    const known = values.get(name) ?? "";
    const value = known.trim() ? known : fallback;
    return value ? told + value + after : closedUp(told, after, place === parts.length - 1);
  }, before);
}

/** The name of the field for the brand's own field `name`. */
export function customField(name: string): string {
  return nameOf(`custom.${name}`);
}

function split(text: string): { before: string; parts: Part[] } {
  const found = [...text.matchAll(FIELD)].filter(([, open, , , close]) => !open && !close);
  const parts = found.map((field, place) => ({
    name: nameOf(field[2] ?? ""),
    fallback: (field[3] ?? "").trim(),
    after: text.slice(field.index + field[0].length, found[place + 1]?.index),
  }));
  return { before: text.slice(0, found[0]?.index), parts };
}

function nameOf(written: string): string {
  const [first = "", ...own] = written.split(".");
  const rest = own.join(".").trim().split(/\s+/).join(" ");
  return (own.length ? `${first.trim()}.${rest}` : first.trim()).toLowerCase();
}

/** Two parts without the field between them: as if it had never been there. */
function closedUp(before: string, after: string, last: boolean): string {
  if (after.startsWith(" ") && /(^|[ \n])$/.test(before)) return before + after.slice(1);
  if (CLOSING.test(after) || (last && !after)) return before.replace(/ $/, "") + after;
  return before + after;
}
