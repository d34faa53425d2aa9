import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import { Dialog } from "@/shared/ui/Dialog";
import { Field } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { useFirstFault } from "@/shared/useFirstFault";
import { faultAt } from "./form";
import { useCreateContact } from "./queries";

const BLANK = { phone: "", first_name: "", last_name: "", email: "" };

/** Asks for what makes a contact; everything else can be filled in on its own screen. */
export function NewContact({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="New contact">
      <NewContactForm onClose={onClose} />
    </Dialog>
  );
}

function NewContactForm({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState(BLANK);
  const create = useCreateContact();
  const box = useFirstFault(create.error);
  const navigate = useNavigate();
  const faults = create.error instanceof ApiError ? create.error.fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(form, {
      onSuccess: (contact) => {
        onClose();
        void navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } });
      },
    });
  };
  const field = (name: keyof typeof BLANK, label: string) => ({
    label,
    name,
    value: form[name],
    error: faultAt(faults, name),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  return (
    <form ref={box} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field {...field("phone", "Phone number")} type="tel" autoComplete="off" placeholder="(202) 555-0110" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field("first_name", "First name")} autoComplete="off" autoCapitalize="words" />
        <Field {...field("last_name", "Last name")} autoComplete="off" autoCapitalize="words" />
      </div>
      <Field {...field("email", "Email")} type="email" autoComplete="off" />
      <p className="text-sm text-soft">
        A new contact can be texted once it has agreed to texts, or after it texted you first.
      </p>
      <FormTrouble fault={create.error} shown={Object.keys(BLANK)} />
      <SaveRow busy={create.isPending} onLeave={onClose} save="Add contact" />
    </form>
  );
}
