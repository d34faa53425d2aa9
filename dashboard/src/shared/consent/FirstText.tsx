import { useQuery } from "@tanstack/react-query";
import { contactQuery } from "@/api/contacts";
import type { Consent } from "@/api/types.gen";
import { Notice } from "@/shared/ui/States";

const WHY: Record<Consent, string> = {
  yes: "",
  pending: "It has not confirmed with YES yet. A text from you can go once it has.",
  no: "It opted out of this line. Only its own START changes that.",
  none: "It has not agreed to texts from this line. It can text first, or opt in with a form of yours.",
};
const LOOKED_AT_MS = 30_000;

/** Why a text that begins a conversation would be refused, as far as one knows; empty where nothing is in its way. */
export function useFirstTextFault(contact: string, line: string): string {
  const known = useQuery({
    ...contactQuery(contact),
    enabled: contact !== "",
    // A YES comes while one looks at the screen.
    refetchInterval: ({ state }) =>
      state.data?.consents?.some((one) => one.state === "pending") ? LOOKED_AT_MS : false,
  }).data?.consents?.find((one) => one.line.id === line);
  // Who wrote may be answered for a time without having agreed; its conversation knows until when.
  if (!known || (known.state === "none" && known.thread)) return "";
  return WHY[known.state];
}

/** Says before one writes that a first text would be refused. `contact` is empty where it is not known. */
export function FirstTextNotice({ contact, line, who }: { contact: string; line: string; who: string }) {
  const why = useFirstTextFault(contact, line);
  if (!why) return null;
  return (
    <Notice tone="warn" role="status">
      <strong className="font-semibold">{who} cannot be texted now.</strong> {why}
    </Notice>
  );
}
