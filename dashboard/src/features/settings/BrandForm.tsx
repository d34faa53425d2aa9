import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { BrandSettings, StopScope } from "@/api/types.gen";
import { Field, Select } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveButton } from "@/shared/ui/SaveButton";
import { useFirstFault } from "@/shared/useFirstFault";
import { type BrandDraft, draftOf, faultAt, patchOf } from "./brandForm";
import { useChangeBrand } from "./queries";
import { TargetsField } from "./TargetsField";

/** The brand's settings, to be changed by an admin. Only what was changed is sent. */
export function BrandForm({ brand }: { brand: BrandSettings }) {
  const [draft, setDraft] = useState<BrandDraft>(() => draftOf(brand));
  const change = useChangeBrand();
  const box = useFirstFault(change.error);
  const faults = change.error instanceof ApiError ? change.error.fields : {};
  const [targets, setTargets] = useState(brand.lead_targets);
  const other = JSON.stringify(targets) !== JSON.stringify(brand.lead_targets);
  const patch = { ...patchOf(draft, brand), ...(other ? { lead_targets: targets } : {}) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(patch, {
      onSuccess: (saved) => {
        setDraft(draftOf(saved));
        setTargets(saved.lead_targets);
      },
    });
  };
  const field = (name: keyof BrandDraft, label: string, hint: string) => ({
    label,
    name,
    hint,
    autoComplete: "off",
    value: draft[name],
    error: faultAt(faults, name),
    onChange: (event: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: event.target.value })),
  });
  const number = (name: keyof BrandDraft, label: string, hint: string) => (
    <Field {...field(name, label, hint)} inputMode="numeric" />
  );
  return (
    <form ref={box} noValidate onSubmit={submit} aria-label="Compliance" className="flex flex-col gap-6">
      <Field {...field("name", "Brand name", "Automatic texts begin with this name.")} maxLength={60} />
      <Field
        {...field(
          "help",
          "How to reach you",
          "Whoever texts HELP is told this: a phone number, an email address or a page.",
        )}
      />
      <Select
        {...field("stop_scope", "What a STOP ends", "Consent is always given to one line only.")}
        onChange={(event) =>
          setDraft((before) => ({ ...before, stop_scope: event.target.value as StopScope }))
        }
      >
        <option value="brand">Texts from every line of the brand</option>
        <option value="line">Texts from the line it was sent to</option>
      </Select>
      <Select
        {...field(
          "language",
          "Language of the first text",
          "A line's first text to somebody ends with these words.",
        )}
      >
        <option value="en">English: Reply STOP to opt out.</option>
        <option value="es">Español: Responda STOP para cancelar.</option>
        <option value="fr">Français : Répondez STOP pour vous désabonner.</option>
      </Select>
      <Field {...field("zone", "Time zone", "For contacts and lines that have none of their own.")} />
      <Field {...field("countries", "Countries that may opt in", "Two letters each, with commas: US, CA.")} />
      <Field
        {...field(
          "link_hosts",
          "Your own sites",
          "Short links lead there at once, with commas: example.com, shop.example.com. Before any other site a page names it.",
        )}
      />
      <Select
        {...field("delete_media", "Pictures at the provider", "They are always copied here first.")}
        onChange={(event) =>
          setDraft((before) => ({
            ...before,
            delete_media: event.target.value as BrandDraft["delete_media"],
          }))
        }
      >
        <option value="keep">Stay there, too</option>
        <option value="delete">Are deleted there once they are here</option>
      </Select>
      <div className="grid gap-6 sm:grid-cols-3">
        {number("opt_ins_a_day", "Opt-ins a day", "What comes beyond waits for review.")}
        {number("remind_after", "Ask for YES again after (hours)", "Once; 0 for not at all.")}
        {number("expires_after", "Give up after (days)", "If no YES has come by then.")}
      </div>
      <div className="grid gap-6 sm:grid-cols-2">
        {number("lead_target", "Write to leads within (minutes)", "Then the owner is reminded; 0 for never.")}
        {number(
          "lead_escalate",
          "Tell the next after another (minutes)",
          "Who stands in, then managers; 0 for never.",
        )}
        <Select
          label="Minutes of leads"
          value={draft.lead_hours}
          onChange={(event) => setDraft({ ...draft, lead_hours: event.target.value })}
        >
          <option value="no">Count at any hour</option>
          <option value="yes">Count in the line's office hours</option>
        </Select>
        <Select
          label="Unknown people who text"
          value={draft.lead_strangers}
          onChange={(event) => setDraft({ ...draft, lead_strangers: event.target.value })}
        >
          <option value="no">Are not leads</option>
          <option value="yes">Become leads</option>
        </Select>
      </div>
      <TargetsField value={targets} faults={faults} onChange={setTargets} />
      {number(
        "close_after",
        "Archive after (days)",
        "Conversations that wait for nobody and rest so long. 0 leaves them in the inbox.",
      )}
      {number(
        "escalate_after",
        "Call the next after (minutes)",
        "A text that nobody answers in so many minutes of office hours calls whoever stands in next, then the team, then the managers. 0 for never.",
      )}
      <Select
        label="Answers from people's own phones"
        value={draft.own_phone_answers}
        hint="People may answer an alert by a text back to it. The contact sees the line's number only."
        onChange={(event) => setDraft({ ...draft, own_phone_answers: event.target.value })}
      >
        <option value="no">Go to nobody</option>
        <option value="yes">Go to the contact</option>
      </Select>
      <FormTrouble fault={change.error} shown={[...Object.keys(draft), "lead_targets"]} />
      <div className="sticky bottom-0 -mx-4 flex justify-end gap-2 border-t border-rule bg-surface px-4 py-3">
        <SaveButton patch={patch} busy={change.isPending} />
      </div>
    </form>
  );
}
