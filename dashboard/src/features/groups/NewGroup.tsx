import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import { freshKey } from "@/shared/lib/ids";
import { Button, ButtonRow } from "@/shared/ui/Button";
import type { Choice } from "@/shared/ui/choice";
import { Dialog } from "@/shared/ui/Dialog";
import { Field } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { useFirstFault } from "@/shared/useFirstFault";
import { MemberChoice } from "./MemberChoice";
import { useCreateGroup } from "./queries";

/** Asks for a name and the first members. */
export function NewGroup({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="New group">
      <NewGroupForm onClose={onClose} />
    </Dialog>
  );
}

function NewGroupForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [members, setMembers] = useState<Choice[]>([]);
  const [key] = useState(freshKey);
  const create = useCreateGroup();
  const box = useFirstFault(create.error);
  const navigate = useNavigate();
  const faults = create.error instanceof ApiError ? create.error.fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const group = { name, contacts: members.map((member) => member.value) };
    create.mutate(
      { group, key },
      {
        onSuccess: (made) => {
          onClose();
          void navigate({ to: "/groups/$groupId", params: { groupId: made.id } });
        },
      },
    );
  };
  return (
    <form ref={box} noValidate onSubmit={submit} className="flex min-h-[min(26rem,55dvh)] flex-col gap-4">
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        value={name}
        error={faults.name}
        onChange={(event) => setName(event.target.value)}
      />
      <MemberChoice field="contacts" faults={faults} chosen={members} onChange={setMembers} />
      <FormTrouble fault={create.error} shown={["name", "contacts"]} />
      <div className="mt-auto">
        <ButtonRow>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Create group
          </Button>
        </ButtonRow>
      </div>
    </form>
  );
}
