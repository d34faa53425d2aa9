import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { colleaguesQuery } from "@/api/notes";
import type { Colleague } from "@/api/types.gen";
import { PersonFacts } from "@/shared/people/PersonFacts";
import { Avatar } from "@/shared/ui/Avatar";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";
import { Failed, Loading } from "@/shared/ui/States";

interface AssignDialogProps {
  open: boolean;
  onClose: () => void;
  thread: string;
  /** Who has the conversation now; empty for nobody. */
  holder: string;
  /** Whether the conversation is an open lead's, which goes along with it. */
  lead: boolean;
  assign: (person: string) => void;
}

/** Whom a manager gives the conversation to: who is there first. */
export function AssignDialog({ open, onClose, ...rest }: AssignDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Who answers this conversation?">
      <People {...rest} done={onClose} />
    </Dialog>
  );
}

function People({
  thread,
  holder,
  lead,
  assign,
  done,
}: Omit<AssignDialogProps, "open" | "onClose"> & { done: () => void }) {
  // Who is there changes with the hour.
  const query = useQuery({ ...colleaguesQuery(thread), refetchOnMount: "always" });
  const mayHold = (person: Colleague) => person.holds || person.id === holder;
  const choose = (person: string) => {
    assign(person);
    done();
  };
  if (query.isPending) return <Loading rows={3} />;
  if (!query.data) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return (
    <>
      {lead && <p className="mb-2 text-sm text-soft">Its lead goes along with the conversation.</p>}
      <ul className="-mx-2">
        {query.data.filter(mayHold).map((person) => (
          <Choice key={person.id} chosen={person.id === holder} choose={() => choose(person.id)}>
            <PersonFacts person={person} />
            {lead && !person.owns && <Stays>Does not get the lead</Stays>}
          </Choice>
        ))}
        <Choice chosen={holder === ""} choose={() => choose("")}>
          <Avatar name="" id="" size="size-9" />
          <span className="flex-1">Nobody in particular</span>
          {lead && <Stays>The lead stays</Stays>}
        </Choice>
      </ul>
    </>
  );
}

function Stays({ children }: { children: ReactNode }) {
  return <span className="text-sm text-warn">{children}</span>;
}

function Choice({ chosen, choose, children }: { chosen: boolean; choose: () => void; children: ReactNode }) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={chosen}
        onClick={choose}
        className="flex min-h-14 w-full items-center gap-3 rounded-2xl px-2 py-1.5 text-left hover:bg-hover"
      >
        {children}
        {chosen && <Icon name="check" className="size-5 text-brand-text" />}
      </button>
    </li>
  );
}
