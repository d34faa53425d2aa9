import { type FormEvent, useState } from "react";
import { useAssignLead } from "@/api/leads";
import { sentence } from "@/api/problem";
import type { LeadShape } from "@/api/types.gen";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Select, TextArea } from "@/shared/ui/Field";
import { toast } from "@/shared/ui/Toaster";

/** Who gets the lead, with a note that stays in its history. */
export function AssignLead({ lead, open, onClose }: { lead: LeadShape; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Who gets this lead?">
      <AssignForm lead={lead} onClose={onClose} />
    </Dialog>
  );
}

function AssignForm({ lead, onClose }: { lead: LeadShape; onClose: () => void }) {
  const [owner, setOwner] = useState(lead.owner?.id ?? lead.owners[0]?.id ?? "");
  const [note, setNote] = useState("");
  const assign = useAssignLead(lead.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
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
      <Select label="Person" value={owner} onChange={(event) => setOwner(event.target.value)}>
        {lead.owners.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
        <option value="">Nobody: back into the queue</option>
      </Select>
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
          disabled={owner === (lead.owner?.id ?? "")}
        >
          Give it
        </Button>
      </ButtonRow>
    </form>
  );
}
