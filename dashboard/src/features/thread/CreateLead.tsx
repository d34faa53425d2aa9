import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useCreateLead } from "@/api/leads";
import { ApiError } from "@/api/problem";
import type { ThreadShape } from "@/api/types.gen";
import { freshKey } from "@/shared/lib/ids";
import { Dialog } from "@/shared/ui/Dialog";
import { Field } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";

const FIELDS = [
  ["first_name", "First name", "text"],
  ["last_name", "Last name", "text"],
  ["email", "Email", "email"],
] as const;

interface CreateLeadProps {
  thread: ThreadShape;
  open: boolean;
  onClose: () => void;
}

/** Makes a lead of a conversation's contact (TH-12); what is left empty stays as it is known. */
export function CreateLead({ thread, open, onClose }: CreateLeadProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Create lead">
      <CreateLeadForm thread={thread} onClose={onClose} />
    </Dialog>
  );
}

function CreateLeadForm({ thread, onClose }: Omit<CreateLeadProps, "open">) {
  const [key] = useState(freshKey);
  const [form, setForm] = useState({ first_name: "", last_name: "", email: "" });
  const create = useCreateLead(thread.id, key);
  const navigate = useNavigate();
  const faults = create.error instanceof ApiError ? create.error.fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(form, {
      onSuccess: (lead) => {
        onClose();
        void navigate({ to: "/leads/$leadId", params: { leadId: lead.id } });
      },
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {FIELDS.map(([name, label, type]) => (
        <Field
          key={name}
          label={label}
          name={name}
          type={type}
          autoComplete="off"
          value={form[name]}
          error={faults[name]}
          onChange={(event) => setForm({ ...form, [name]: event.target.value })}
        />
      ))}
      <p className="text-sm text-soft">What you leave empty stays as it is known of this contact.</p>
      <FormTrouble fault={create.error} shown={FIELDS.map(([name]) => name)} />
      <SaveRow busy={create.isPending} onLeave={onClose} save="Create lead" />
    </form>
  );
}
