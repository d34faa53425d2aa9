import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { leadQuery, useAssignLead } from "@/api/leads";
import { sentence } from "@/api/problem";
import type { LeadRow, LeadShape } from "@/api/types.gen";
import { PersonFacts } from "@/shared/people/PersonFacts";
import { Avatar } from "@/shared/ui/Avatar";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { TextArea } from "@/shared/ui/Field";
import { Failed, Loading } from "@/shared/ui/States";
import { toast } from "@/shared/ui/Toaster";

/** Who gets the lead, who is there first, with a note that stays in its history. */
export function AssignLead({ lead, open, onClose }: { lead: LeadRow; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Who gets this lead?">
      <Asked id={lead.id} onClose={onClose} />
    </Dialog>
  );
}

function Asked({ id, onClose }: { id: string; onClose: () => void }) {
  // Who is there changes with the hour, and only this answer counts how busy they are.
  const query = useQuery({ ...leadQuery(id), refetchOnMount: "always" });
  if (query.data && query.isFetchedAfterMount) return <AssignForm lead={query.data} onClose={onClose} />;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading rows={3} />;
}

function AssignForm({ lead, onClose }: { lead: LeadShape; onClose: () => void }) {
  // Nobody is chosen beforehand: who gets a lead is chosen, not come by.
  const [owner, setOwner] = useState(lead.owner?.id);
  const [note, setNote] = useState("");
  const assign = useAssignLead(lead.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (owner === undefined) return;
    assign.mutate(
      { owner, note, version: lead.version },
      {
        onSuccess: (given) => toast(given.owner ? `${given.owner.name} is told` : "Back in the queue"),
        onError: (fault) => toast(sentence(fault)),
        onSettled: onClose,
      },
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <fieldset aria-label="Person" className="-mx-2">
        {lead.owners.map((person) => (
          <Choice key={person.id} value={person.id} chosen={owner} choose={setOwner}>
            <PersonFacts person={person} />
          </Choice>
        ))}
        <Choice value="" chosen={owner} choose={setOwner}>
          <Avatar name="" id="" size="size-9" />
          <span className="flex-1">Nobody: back into the queue</span>
        </Choice>
      </fieldset>
      <TextArea
        label="Note"
        rows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        hint="Stays in the lead's history. The new owner is told and answers the conversation."
      />
      <ButtonRow>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look="primary"
          busy={assign.isPending}
          disabled={owner === undefined || owner === (lead.owner?.id ?? "")}
        >
          Give it
        </Button>
      </ButtonRow>
    </form>
  );
}

interface ChoiceProps {
  value: string;
  /** None: nobody is chosen yet. */
  chosen: string | undefined;
  choose: (value: string) => void;
  children: ReactNode;
}

function Choice({ value, chosen, choose, children }: ChoiceProps) {
  return (
    <label className="flex min-h-14 cursor-pointer items-center gap-3 rounded-2xl px-2 py-1.5 hover:bg-hover has-checked:bg-brand-soft">
      <input
        type="radio"
        name="owner"
        value={value}
        checked={value === chosen}
        onChange={() => choose(value)}
        className="size-5 shrink-0 accent-brand"
      />
      {children}
    </label>
  );
}
