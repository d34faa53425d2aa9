import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { chatQuery } from "@/api/chats";
import { contactChoice, findContacts } from "@/api/contacts";
import type { ChatMember } from "@/api/types.gen";
import { looksLikePhone, pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { Button, IconButton } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Failed, Loading } from "@/shared/ui/States";
import { TypeAhead } from "@/shared/ui/TypeAhead";
import { type Deed, ENDING, lettingIn, MembersQuestion, takingOut } from "./MembersQuestion";
import { OwnConversation } from "./OwnConversation";

interface MembersSheetProps {
  thread: string;
  line: string;
  mayWrite: boolean;
  open: boolean;
  onClose: () => void;
}

/** Who takes part, who gets nothing at present and why; and, each after a question, letting in, taking out and ending. */
export function MembersSheet({ thread, line, mayWrite, open, onClose }: MembersSheetProps) {
  const query = useQuery({ ...chatQuery(thread), enabled: open });
  const [deed, setDeed] = useState<Deed | null>(null);
  const chat = query.data;
  const running = chat !== undefined && !chat.ended_at;
  return (
    <>
      <Dialog open={open && !deed} onClose={() => !deed && onClose()} title="Members">
        {query.isPending && <Loading rows={3} />}
        {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
        {chat?.ended_at && <p className="text-soft">This group conversation has ended.</p>}
        <ul aria-label="Members" className="divide-y divide-rule">
          {chat?.members.map((member) => (
            <MemberLine
              key={member.contact.id}
              member={member}
              line={line}
              takeOut={running && mayWrite && !member.left_at ? () => setDeed(takingOut(member)) : null}
            />
          ))}
        </ul>
        {running && mayWrite && (
          <div className="flex flex-col gap-4">
            <TypeAhead
              label="Let somebody in"
              chosen={[]}
              onChange={([choice]) => choice && setDeed(lettingIn(choice))}
              scope="contacts"
              search={async (typed) => (await findContacts(typed)).map(contactChoice)}
              asTyped={(typed) =>
                looksLikePhone(typed) ? { value: typed, label: typed, detail: "Use this number" } : null
              }
              hint="You are asked before anybody is told."
              placeholder="Name or number"
            />
            <Button look="danger" onClick={() => setDeed(ENDING)}>
              End the group
            </Button>
          </div>
        )}
      </Dialog>
      {deed && <MembersQuestion thread={thread} deed={deed} onClose={() => setDeed(null)} />}
    </>
  );
}

interface MemberLineProps {
  member: ChatMember;
  line: string;
  takeOut: (() => void) | null;
}

function MemberLine({ member, line, takeOut }: MemberLineProps) {
  const { contact, name } = member;
  return (
    <li data-testid="member" className="flex items-center gap-3 py-2">
      <Avatar name={contact.name || name} id={contact.id} size="size-10" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{contact.name || name}</span>
        <span className="block text-sm text-soft">
          {pretty(contact.phone)}
          {contact.name.split(" ")[0] !== name && ` · “${name}” to the others`}
        </span>
        {member.left_at && <span className="block text-sm text-soft">Left</span>}
        {member.obstacle && (
          <span className="block text-sm text-danger">Gets nothing now: {member.obstacle}</span>
        )}
      </span>
      <OwnConversation contact={contact.id} name={name} line={line} />
      {takeOut && <IconButton icon="close" label={`Take ${name} out`} onClick={takeOut} />}
    </li>
  );
}
