import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { ContactShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { Field } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { TagsField } from "@/shared/ui/TagsField";
import { toast } from "@/shared/ui/Toaster";
import { ZoneField } from "@/shared/ui/ZoneField";
import { useFirstFault } from "@/shared/useFirstFault";
import { CustomFields } from "./CustomFields";
import { type ContactForm, EMPTY_FORM, faultAt, formOf, patchOf, type TextField } from "./form";
import { useChangeContact } from "./queries";

const SHOWN = Object.keys(EMPTY_FORM);

/** The contact's details, to be changed. Only what was changed is sent. */
export function ContactEditor({ contact: live, onClose }: { contact: ContactShape; onClose: () => void }) {
  // What a colleague changes meanwhile is no change of this person's.
  const [contact] = useState(live);
  const [form, setForm] = useState<ContactForm>(() => formOf(contact));
  const change = useChangeContact(contact.id);
  const box = useFirstFault(change.error);
  const faults = change.error instanceof ApiError ? change.error.fields : {};
  const set = (part: Partial<ContactForm>) => setForm((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const patch = patchOf(form, contact);
    if (Object.keys(patch).length === 0) return onClose();
    change.mutate(patch, {
      onSuccess: () => {
        toast("Saved");
        onClose();
      },
    });
  };
  const field = (name: TextField, label: string) => ({
    label,
    name,
    autoComplete: "off",
    value: form[name],
    error: faultAt(faults, name),
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <form ref={box} noValidate onSubmit={submit} aria-label="Edit contact" className="flex flex-col gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field {...field("first_name", "First name")} />
        <Field {...field("last_name", "Last name")} />
      </div>
      <Field {...field("email", "Email")} type="email" />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field {...field("status", "Status")} />
        <Field {...field("package", "Package")} />
        <Field {...field("location", "Location")} />
        <ZoneField {...field("zone", "Time zone")} />
        <Field {...field("region", "State or province")} placeholder="TX" autoCapitalize="characters" />
        <Field {...field("postcode", "ZIP or postal code")} placeholder="20500" />
      </div>
      <TagsField tags={form.tags} error={faultAt(faults, "tags")} onChange={(tags) => set({ tags })} />
      <CustomFields
        fields={form.custom}
        error={faultAt(faults, "custom")}
        onChange={(custom) => set({ custom })}
      />
      <FormTrouble fault={change.error} shown={SHOWN} />
      <div className="sticky bottom-0 -mx-4 flex justify-end gap-2 border-t border-rule bg-surface px-4 py-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={change.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
