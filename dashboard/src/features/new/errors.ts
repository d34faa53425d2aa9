import { ApiError, sentence } from "@/api/problem";

/** The most addressees that one text goes to (SD-2). */
export const MOST = 20;
/** The name of the draft of this screen. */
export const NEW_DRAFT = "new";

const ALREADY =
  "An earlier version of this text has already been sent. Look at your conversations before you send this one.";

interface FieldErrors {
  line?: string;
  to?: string;
  body?: string;
  /** What concerns no single field. */
  other?: string;
}

/** What is wrong, each at its field; `tooMany` is how many are chosen where these are too many. */
export function fieldErrors(fault: unknown, tooMany: number): FieldErrors {
  const many = tooMany ? `At most ${MOST} people at once; these are ${tooMany}. Take some out.` : undefined;
  if (!fault) return many ? { to: many } : {};
  const fields = fault instanceof ApiError ? fault.fields : {};
  const single = Object.entries(fields).find(([path]) => path.startsWith("to."))?.[1];
  if (fault instanceof ApiError && fault.problem.code === "key_reused") return { other: ALREADY };
  const errors: FieldErrors = { line: fields.line, to: many ?? fields.to ?? single, body: fields.body };
  const placed = errors.line ?? errors.to ?? errors.body;
  const media = Object.entries(fields).find(([path]) => path.startsWith("media"))?.[1];
  return placed ? errors : { ...errors, other: media ?? sentence(fault) };
}

/** What is wrong with single addressees, by their place. */
export function chipErrors(fault: unknown): Record<number, string> {
  if (!(fault instanceof ApiError)) return {};
  const found = Object.entries(fault.fields).filter(([path]) => /^to(\.\d+)?$/.test(path));
  return Object.fromEntries(found.map(([path, text]) => [Number(path.slice(3) || 0), text]));
}
