import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { GroupShape } from "@/api/types.gen";
import type { Choice } from "@/shared/ui/choice";
import { Dialog } from "@/shared/ui/Dialog";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { MemberChoice } from "./MemberChoice";
import { useChangeGroup } from "./queries";

interface AddMembersProps {
  group: GroupShape;
  open: boolean;
  onClose: () => void;
}

/** Asks whom to add to a group. */
export function AddMembers({ group, open, onClose }: AddMembersProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Add to ${group.name}`}>
      <AddForm group={group} onClose={onClose} />
    </Dialog>
  );
}

function AddForm({ group, onClose }: Omit<AddMembersProps, "open">) {
  const [members, setMembers] = useState<Choice[]>([]);
  const change = useChangeGroup(group.id);
  const faults = change.error instanceof ApiError ? change.error.fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ add: members.map((member) => member.value) }, { onSuccess: onClose });
  };
  return (
    <form noValidate onSubmit={submit} className="flex min-h-[min(26rem,55dvh)] flex-col gap-4">
      <MemberChoice field="add" faults={faults} chosen={members} onChange={setMembers} autoFocus />
      <FormTrouble fault={change.error} shown={["add"]} />
      <div className="mt-auto">
        <SaveRow
          busy={change.isPending}
          disabled={members.length === 0}
          onLeave={onClose}
          save={members.length > 1 ? `Add ${members.length}` : "Add"}
        />
      </div>
    </form>
  );
}
