const BEGUN = /(?:^|[^\w.])@([^@\n]{0,40})$/;

/** What is typed behind an @ just before the caret; null where nobody is being mentioned. */
export function mentionAt(body: string, caret: number): string | null {
  return BEGUN.exec(body.slice(0, caret))?.[1] ?? null;
}

/** The note with the mention that is being typed completed, and where the caret stands then. */
export function withMention(body: string, caret: number, handle: string): { body: string; caret: number } {
  const typed = mentionAt(body, caret);
  if (typed === null) return { body, caret };
  const head = `${body.slice(0, caret - typed.length)}${handle} `;
  return { body: head + body.slice(caret).trimStart(), caret: head.length };
}
