import { useQuery } from "@tanstack/react-query";
import { colleaguesQuery } from "@/api/notes";
import type { Colleague } from "@/api/types.gen";
import { mentionAt, strays } from "./mentions";

const MOST = 6;

/** Whom a note's mention that is being typed may mean, and what of the note will tell nobody. */
export function useMentions(thread: string, body: string, caret: number) {
  const people = useQuery({ ...colleaguesQuery(thread), enabled: body.includes("@") }).data;
  const mention = mentionAt(body, caret);
  const offered = mention === null ? [] : (people ?? []).filter((one) => begins(one, mention)).slice(0, MOST);
  const open = mention !== null && offered.length > 0 ? caret - mention.length : -1;
  return { offered, inVain: people ? strays(body, people, open) : [] };
}

function begins(one: Colleague, typed: string): boolean {
  const wanted = typed.toLowerCase();
  return [one.name, one.handle].some((word) => {
    const known = word.toLowerCase();
    return known.startsWith(wanted) && known !== wanted;
  });
}
