import { FIELDS } from "@/shared/templates/fields";

/** A field of a text. `fallback` stands in for it where nothing is known; it may be empty. */
export interface FieldPart {
  label: string;
  fallback: string;
}

const FIELD = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;

/** A text before merging as words, and fields by the names that people know. */
export function fieldParts(text: string): (string | FieldPart)[] {
  const parts: (string | FieldPart)[] = [];
  let end = 0;
  for (const field of text.matchAll(FIELD)) {
    if (field.index > end) parts.push(text.slice(end, field.index));
    parts.push({ label: labelOf(field[1] ?? ""), fallback: (field[2] ?? "").trim() });
    end = field.index + field[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** "Hi [First name], spring is here." */
export function inOneLine(text: string): string {
  return fieldParts(text)
    .map((part) => (typeof part === "string" ? part : `[${part.label}]`))
    .join("");
}

function labelOf(written: string): string {
  const name = written.trim().toLowerCase();
  const known = FIELDS.find(({ token }) => token.replace(/[{}]|\|.*/g, "") === name);
  const words = name.replace(/^custom\.\s*/, "").replaceAll("_", " ");
  return known?.label ?? words.charAt(0).toUpperCase() + words.slice(1);
}
