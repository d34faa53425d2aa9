import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { chatQuery, useChangeChat } from "@/api/chats";
import { contactChoice, findContacts } from "@/api/contacts";
import { ApiError } from "@/api/problem";
import type { ChatMember } from "@/api/types.gen";
import { looksLikePhone, pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { Button, buttonClass, IconButton } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { Dialog } from "@/shared/ui/Dialog";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { Failed, Loading } from "@/shared/ui/States";
import { TypeAhead } from "@/shared/ui/TypeAhead";

interface MembersSheetProps {
  thread: string;
  line: string;
  mayWrite: boolean;
  open: boolean;
  onClose: () => void;
}

/** Who takes part, who gets nothing at present and why; and letting in, taking out and ending. */
export function MembersSheet({ thread, line, mayWrite, open, onClose }: MembersSheetProps) {
  const query = useQuery({ ...chatQuery(thread), enabled: open });
  const change = useChangeChat(thread);
  const [ending, setEnding] = useState(false);
  const [leaving, setLeaving] = useState<ChatMember | null>(null);
  const chat = query.data;
  const running = chat !== undefined && !chat.ended_at;
  const fields = change.error instanceof ApiError ? change.error.fields : {};
  const close = () => {
    change.reset();
    onClose();
  };
  return (
    <>
      <Dialog open={open && !ending && !leaving} onClose={close} title="Members">
        {query.isPending && <Loading rows={3} />}
        {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
        {chat?.ended_at && <p className="text-soft">This group conversation has ended.</p>}
        <ul aria-label="Members" className="divide-y divide-rule">
          {chat?.members.map((member) => (
            <MemberLine
              key={member.contact.id}
              member={member}
              line={line}
              takeOut={running && mayWrite && !member.left_at ? () => setLeaving(member) : null}
            />
          ))}
        </ul>
        {running && mayWrite && (
          <div className="flex flex-col gap-4">
            <TypeAhead
              label="Let somebody in"
              chosen={[]}
              onChange={([choice]) => choice && change.mutate({ add: choice.value })}
              scope="contacts"
              search={async (typed) => (await findContacts(typed)).map(contactChoice)}
              asTyped={(typed) =>
                looksLikePhone(typed) ? { value: typed, label: typed, detail: "Use this number" } : null
              }
              error={fields.add}
              hint="They are told who reads here, and the others that they joined."
              placeholder="Name or number"
            />
            <FormTrouble fault={change.error} shown={["add"]} />
            <Button look="danger" onClick={() => setEnding(true)}>
              End the group
            </Button>
          </div>
        )}
      </Dialog>
      <Confirm
        open={ending}
        onClose={() => setEnding(false)}
        title="End this group conversation?"
        action="End it"
        busy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate({ ended: true }, { onSuccess: () => setEnding(false) })}
      >
        Each member is told once. What they write from then on comes to you alone. There is no way back.
      </Confirm>
      <Confirm
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Take ${leaving?.name ?? ""} out?`}
        action="Take out"
        busy={change.isPending}
        error={change.error}
        onConfirm={() =>
          change.mutate({ remove: leaving?.contact.id ?? "" }, { onSuccess: () => setLeaving(null) })
        }
      >
        They are told so, and the others that they left.
      </Confirm>
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
      <Link
        to="/new"
        search={{ to: contact.id, line }}
        aria-label={`Write to ${name} alone`}
        className={buttonClass("quiet")}
      >
        Write
      </Link>
      {takeOut && <IconButton icon="close" label={`Take ${name} out`} onClick={takeOut} />}
    </li>
  );
}
