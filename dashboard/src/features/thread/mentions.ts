const BEGUN = /(?:^|[^\w.])@([^@\n]{0,40})$/;

/** What is typed behind an @ just before the caret; null where nobody is being mentioned. */
export function mentionAt(body: string, caret: number): string | null {
  return BEGUN.exec(body.slice(0, caret))?.[1] ?? null;
}

/**
 * What stands behind an @ and means nobody who sees the conversation, so that nobody is told. What is still being typed
 * at `open` is none yet; addresses are left to the API, which knows whose they are.
 */
export function strays(body: string, people: { name: string; handle: string }[], open: number): string[] {
  const words = people.flatMap((one) => [one.name.toLowerCase(), one.handle.toLowerCase()]).filter(Boolean);
  const found = [...body.matchAll(/(^|[^\w.])@([^\s@.,;:!?)]+)(@?)/g)].filter((match) => {
    const begin = match.index + (match[1] ?? "").length + 1;
    const rest = body.slice(begin).toLowerCase();
    const told = words.some((word) => rest.startsWith(word) && !/^\w/.test(rest.slice(word.length)));
    return !told && !match[3] && begin !== open;
  });
  return [...new Set(found.map((match) => `@${match[2]}`))];
}

/** The note with the mention that is being typed completed, and where the caret stands then. */
export function withMention(body: string, caret: number, handle: string): { body: string; caret: number } {
  const typed = mentionAt(body, caret);
  if (typed === null) return { body, caret };
  const head = `${body.slice(0, caret - typed.length)}${handle} `;
  return { body: head + body.slice(caret).trimStart(), caret: head.length };
}
