import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { GroupShape } from "@/api/types.gen";
import { Dialog } from "@/shared/ui/Dialog";
import { Field } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { useChangeGroup } from "./queries";

interface RenameGroupProps {
  group: GroupShape;
  open: boolean;
  onClose: () => void;
}

/** Asks for a group's new name. */
export function RenameGroup({ group, open, onClose }: RenameGroupProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Rename group">
      <RenameForm group={group} onClose={onClose} />
    </Dialog>
  );
}

function RenameForm({ group, onClose }: Omit<RenameGroupProps, "open">) {
  const [name, setName] = useState(group.name);
  const change = useChangeGroup(group.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name }, { onSuccess: onClose });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        value={name}
        error={change.error instanceof ApiError ? change.error.fields.name : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <FormTrouble fault={change.error} shown={["name"]} />
      <SaveRow busy={change.isPending} onLeave={onClose} save="Rename" />
    </form>
  );
}
