import { useChangeChat } from "@/api/chats";
import type { ChatMember, GroupChatPatch } from "@/api/types.gen";
import { Confirm } from "@/shared/ui/Confirm";
import type { Choice } from "@/shared/ui/choice";
import { FormTrouble } from "@/shared/ui/FormTrouble";

/** What changes who takes part: what is asked before, and what is sent then. */
export interface Deed {
  title: string;
  action: string;
  told: string;
  patch: GroupChatPatch;
  /** It cannot be taken back. */
  grave: boolean;
}

export const ENDING: Deed = {
  title: "End this group conversation?",
  action: "End it",
  told: "Each member is told once. What they write from then on comes to you alone. There is no way back.",
  patch: { ended: true },
  grave: true,
};

export function lettingIn({ value, label, detail }: Choice): Deed {
  // A number that was typed is its own name.
  const number = detail && label !== value ? `, ${detail},` : "";
  return {
    title: `Let ${label} in?`,
    action: "Let in",
    told: `${label}${number} will be told who takes part, and the others that ${label} joined and reads along.`,
    patch: { add: value },
    grave: false,
  };
}

export function takingOut({ contact, name }: ChatMember): Deed {
  return {
    title: `Take ${name} out?`,
    action: "Take out",
    told: "They are told so, and the others that they left.",
    patch: { remove: contact.id },
    grave: true,
  };
}

interface MembersQuestionProps {
  thread: string;
  deed: Deed;
  onClose: () => void;
}

/** Asks before one change; why it was refused stands here, and nowhere else. */
export function MembersQuestion({ thread, deed, onClose }: MembersQuestionProps) {
  const change = useChangeChat(thread);
  return (
    <Confirm
      open
      onClose={onClose}
      title={deed.title}
      action={deed.action}
      look={deed.grave ? "danger" : "primary"}
      busy={change.isPending}
      error={null}
      onConfirm={() => change.mutate(deed.patch, { onSuccess: onClose })}
    >
      <p className="mb-2">{deed.told}</p>
      <FormTrouble fault={change.error} shown={[]} />
    </Confirm>
  );
}
