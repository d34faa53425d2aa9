import type { FieldKind } from "@/api/types.gen";
import { Button, IconButton } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Field, Select, TextArea } from "@/shared/ui/Field";
import { Section } from "@/shared/ui/Section";
import { Notice } from "@/shared/ui/States";
import { type FieldDraft, freshField, nameOf } from "./draft";

const KINDS: [FieldKind, string][] = [
  ["text", "Text"],
  ["email", "Email"],
  ["choice", "Choice"],
  ["checkbox", "Box to tick"],
];
const PHONE = "phone";

interface FieldsProps {
  fields: FieldDraft[];
  /** Names of the fields whose answers become tags. */
  tagged: string[];
  faults: Record<string, string>;
  onChange: (fields: FieldDraft[]) => void;
  onTagged: (names: string[]) => void;
}

/** The form's questions; the mobile number is always the first. */
export function FieldsEditor({ fields, tagged, faults, onChange, onTagged }: FieldsProps) {
  const change = (key: string, part: Partial<FieldDraft>) =>
    onChange(fields.map((field) => (field.key === key ? { ...field, ...part } : field)));
  const trouble = faults.fields ?? faults.tag_fields;
  return (
    <Section
      title="Questions"
      end={
        <Button look="quiet" icon="plus" onClick={() => onChange([...fields, freshField()])}>
          Add
        </Button>
      }
    >
      <ol className="flex flex-col gap-3">
        {fields.map((field, place) => (
          <li key={field.key} className="rounded-2xl border border-rule p-4">
            <Question
              field={field}
              error={faults[`fields.${place}`]}
              tagged={tagged.includes(field.name)}
              onChange={(part) => change(field.key, part)}
              onTagged={(on) =>
                onTagged(on ? [...tagged, field.name] : tagged.filter((name) => name !== field.name))
              }
              onRemove={() => onChange(fields.filter((other) => other.key !== field.key))}
            />
          </li>
        ))}
      </ol>
      {trouble && (
        <div className="mt-3">
          <Notice tone="danger" role="alert">
            {trouble}
          </Notice>
        </div>
      )}
    </Section>
  );
}

interface QuestionProps {
  field: FieldDraft;
  error: string | undefined;
  tagged: boolean;
  onChange: (part: Partial<FieldDraft>) => void;
  onTagged: (on: boolean) => void;
  onRemove: () => void;
}

function Question({ field, error, tagged, onChange, onTagged, onRemove }: QuestionProps) {
  const relabelled = (label: string) =>
    // A name follows its label until an answer could be stored under it.
    onChange(field.name === nameOf(field.label) ? { label, name: nameOf(label) } : { label });
  if (field.name === PHONE && field.kind === PHONE) {
    return (
      <Field
        label="Mobile number: label"
        value={field.label}
        error={error}
        onChange={(event) => onChange({ label: event.target.value })}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field
            label="Label"
            value={field.label}
            error={error}
            onChange={(event) => relabelled(event.target.value)}
          />
        </div>
        <IconButton icon="close" label={`Remove ${field.label || "this question"}`} onClick={onRemove} />
      </div>
      <Select
        label="Kind"
        value={field.kind}
        onChange={(event) => onChange({ kind: event.target.value as FieldKind })}
      >
        {KINDS.map(([kind, label]) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </Select>
      {field.kind === "choice" && (
        <TextArea
          label="Answers"
          rows={3}
          value={field.options}
          hint="One a line."
          onChange={(event) => onChange({ options: event.target.value })}
        />
      )}
      <div className="flex flex-wrap gap-x-6">
        <Checkbox label="Needed" checked={field.required} onChange={(required) => onChange({ required })} />
        <Checkbox label="Answer becomes a tag" checked={tagged} onChange={onTagged} />
      </div>
    </div>
  );
}
