import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { FormPage, FormShape, LineShape } from "@/api/types.gen";
import { freshKey } from "@/shared/lib/ids";
import { pretty } from "@/shared/lib/phone";
import { Button } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Field, Select, TextArea } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { LeaveGuard } from "@/shared/ui/LeaveGuard";
import { Section } from "@/shared/ui/Section";
import { TagsField } from "@/shared/ui/TagsField";
import { toast } from "@/shared/ui/Toaster";
import { useFirstFault } from "@/shared/useFirstFault";
import { Colours } from "./Colours";
import { changesOf, type Draft, draftOf, formOf, freshDraft, patchOf } from "./draft";
import { FieldsEditor } from "./FieldsEditor";
import { Preview } from "./Preview";
import { useChangeForm, useCreateForm } from "./queries";
import { WordingField } from "./WordingField";

const SHOWN = [
  ...["name", "line", "title", "intro", "fields", "wording", "confirmation", "done", "tags", "keyword"],
  ...["accent", "background", "text"],
];

interface EditorProps {
  /** None for a new one. */
  form: FormShape | undefined;
  page: FormPage;
  lines: LineShape[];
}

/** A form under edit, beside what people will see of it. */
export function FormEditor({ form, page, lines }: EditorProps) {
  const [fresh] = useState(() => freshDraft(page, lines[0]?.id ?? ""));
  const [draft, setDraft] = useState<Draft>(() => (form ? draftOf(form) : fresh));
  const unsaved = Object.keys(changesOf(draft, form ? draftOf(form) : fresh)).length > 0;
  const { save, busy, fault } = useSaving(form);
  const box = useFirstFault(fault);
  const faults = fault instanceof ApiError ? fault.fields : {};
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const text = (name: "name" | "title" | "intro" | "done" | "keyword") => ({
    name,
    autoComplete: "off",
    value: draft[name],
    error: faults[name],
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(draft);
  };
  return (
    <form
      ref={box}
      noValidate
      onSubmit={submit}
      aria-label="Form"
      className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-x-12"
    >
      <div className="flex min-w-0 flex-col gap-8">
        <Section title="The page">
          <div className="flex flex-col gap-5">
            <Field {...text("name")} label="Name" hint="For your team; nobody else sees it." />
            <Select
              label="Line"
              name="line"
              value={draft.line}
              error={faults.line}
              onChange={(event) => set({ line: event.target.value })}
            >
              {lines.map((line) => (
                <option key={line.id} value={line.id}>
                  {line.label ? `${line.label}, ${pretty(line.number)}` : pretty(line.number)}
                </option>
              ))}
            </Select>
            <Field {...text("title")} label="Title" />
            <TextArea {...text("intro")} label="Introduction" rows={2} />
            <Colours colours={draft.colours} faults={faults} onChange={(colours) => set({ colours })} />
          </div>
        </Section>
        <FieldsEditor
          fields={draft.fields}
          tagged={draft.tag_fields}
          faults={faults}
          onChange={(fields) => set({ fields })}
          onTagged={(tag_fields) => set({ tag_fields })}
        />
        <Section title="What people agree to">
          <div className="flex flex-col gap-5">
            <WordingField
              place="wording"
              label="Words beside the box"
              hint={form && "Other words are a new version. What people agreed to before stays on record."}
              value={draft.wording}
              error={faults.wording}
              rules={page.rules}
              onChange={(wording) => set({ wording })}
            />
            <WordingField
              place="confirmation"
              label="Text that asks for YES"
              value={draft.confirmation}
              error={faults.confirmation}
              rules={page.rules}
              onChange={(confirmation) => set({ confirmation })}
            />
            <TextArea
              {...text("done")}
              label="Thank-you"
              rows={2}
              hint="Leave it empty for the usual words."
            />
          </div>
        </Section>
        <Section title="Tags, keyword, button">
          <div className="flex flex-col gap-5">
            <TagsField
              tags={draft.tags}
              error={faults.tags}
              hint="Set on whoever opts in. Press Enter after each tag."
              onChange={(tags) => set({ tags })}
            />
            <Field
              {...text("keyword")}
              label="Keyword"
              hint="Who texts this word to the line opts in, too. Such as JOIN."
            />
            <Checkbox
              label="“Text us” button"
              checked={draft.widget}
              onChange={(widget) => set({ widget })}
            />
            <Checkbox
              label="Whoever answers becomes a lead"
              checked={draft.lead}
              onChange={(lead) => set({ lead })}
            />
            <Checkbox label="Takes answers" checked={draft.active} onChange={(active) => set({ active })} />
          </div>
        </Section>
      </div>
      <section
        aria-label="Preview of the page"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-w-0 lg:sticky lg:top-5 lg:max-h-[calc(100dvh-10rem)] lg:self-start lg:overflow-y-auto"
      >
        <Section title="Preview">
          <Preview draft={draft} line={lines.find((line) => line.id === draft.line)} />
        </Section>
      </section>
      <div className="lg:col-span-2">
        <FormTrouble fault={fault} shown={SHOWN} />
      </div>
      <div className="sticky bottom-0 -mx-4 flex justify-end border-t border-rule bg-surface px-4 py-3 lg:col-span-2">
        <Button type="submit" look="primary" busy={busy} disabled={form !== undefined && !unsaved}>
          {form ? "Save" : "Create form"}
        </Button>
      </div>
      <LeaveGuard unsaved={unsaved} />
    </form>
  );
}

function useSaving(form: FormShape | undefined) {
  const [key, setKey] = useState(freshKey);
  const create = useCreateForm();
  const change = useChangeForm();
  const navigate = useNavigate();
  const save = (draft: Draft) => {
    if (form) {
      const patch = patchOf(draft, form);
      change.mutate({ id: form.id, patch }, { onSuccess: () => toast("Saved") });
      return;
    }
    create.mutate(
      { form: formOf(draft), key },
      {
        onSuccess: (made) => {
          setKey(freshKey());
          toast(`${made.name} was made`);
          void navigate({
            to: "/settings/forms/$formId",
            params: { formId: made.id },
            replace: true,
            ignoreBlocker: true,
          });
        },
      },
    );
  };
  return { save, busy: create.isPending || change.isPending, fault: create.error ?? change.error };
}
