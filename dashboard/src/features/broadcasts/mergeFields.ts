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
