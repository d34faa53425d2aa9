export interface MergeField {
  label: string;
  token: string;
}

/** What a text may be filled in with; the API refuses any other name. */
export const MERGE_FIELDS: readonly MergeField[] = [
  { label: "First name", token: "{{first_name|there}}" },
  { label: "Last name", token: "{{last_name}}" },
  { label: "Full name", token: "{{name|there}}" },
  { label: "Email", token: "{{email}}" },
  { label: "Location", token: "{{location}}" },
  { label: "Status", token: "{{status}}" },
  { label: "Package", token: "{{package}}" },
];

export interface Insertion {
  text: string;
  /** Where the caret belongs afterwards. */
  caret: number;
}

/** `text` with `token` in place of what is selected, set off by a space from a word it would run into. */
export function insertToken(text: string, token: string, start: number, end: number): Insertion {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const left = /\w$/.test(before) ? " " : "";
  const right = /^\w/.test(after) ? " " : "";
  const inserted = left + token + right;
  return { text: before + inserted + after, caret: before.length + inserted.length };
}
