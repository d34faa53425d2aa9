import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useLines } from "@/api/me";
import { ApiError } from "@/api/problem";
import { teamQuery, useInvite } from "@/api/team";
import type { PersonRef, Role } from "@/api/types.gen";
import { freshKey } from "@/shared/lib/ids";
import { Dialog } from "@/shared/ui/Dialog";
import { Field, Select } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { toast } from "@/shared/ui/Toaster";
import { useFirstFault } from "@/shared/useFirstFault";
import { RoleField } from "./RoleField";

/** Asks for who is to come. The password goes to that one by email, past everybody here. */
export function InviteSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Invite somebody">
      <InviteForm onClose={onClose} />
    </Dialog>
  );
}

const BLANK = { name: "", email: "", role: "standard" as Role, line: "" };

function InviteForm({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState(BLANK);
  const [key, setKey] = useState(freshKey);
  const invite = useInvite();
  const box = useFirstFault(invite.error);
  const gone = useQuery(teamQuery).data?.filter((one) => !one.active) ?? [];
  const isNobodys = (owner: PersonRef | null) => !owner || gone.some((one) => one.id === owner.id);
  const offered = useLines().filter(
    (line) => line.active && (line.use === "shared" || isNobodys(line.owner)),
  );
  const faults = invite.error instanceof ApiError ? invite.error.fields : {};
  const set = (part: Partial<typeof BLANK>) => {
    setForm({ ...form, ...part });
    // Another wish than the one that was refused, or whose answer was lost.
    setKey(freshKey());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { line, ...person } = form;
    invite.mutate(
      { person: { ...person, ...(line && { line }) }, key },
      {
        onSuccess: ({ name }) => {
          toast(`${name} is invited`);
          onClose();
        },
      },
    );
  };
  return (
    <form ref={box} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Name"
        autoComplete="off"
        autoCapitalize="words"
        maxLength={80}
        value={form.name}
        error={faults.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Field
        label="Email"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        value={form.email}
        error={faults.email}
        hint="The first password goes there. It is good for one week."
        onChange={(event) => set({ email: event.target.value })}
      />
      <RoleField role={form.role} error={faults.role} onChange={(role) => set({ role })} />
      <Select
        label="Line to work on"
        value={form.line}
        error={faults.line}
        hint="More can be given in the settings of each line."
        onChange={(event) => set({ line: event.target.value })}
      >
        <option value="">None yet</option>
        {offered.map((line) => (
          <option key={line.id} value={line.id}>
            {line.label}
          </option>
        ))}
      </Select>
      <FormTrouble fault={invite.error} shown={["name", "email", "role", "line"]} />
      <SaveRow busy={invite.isPending} onLeave={onClose} save="Invite" />
    </form>
  );
}
