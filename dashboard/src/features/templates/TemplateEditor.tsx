import { type FormEvent, useRef, useState } from "react";
import { ApiError } from "@/api/problem";
import { useChangeTemplate, useCreateTemplate } from "@/api/templates";
import type { Scope, TemplateShape } from "@/api/types.gen";
import { freshKey } from "@/shared/lib/ids";
import { insertText } from "@/shared/lib/insertText";
import { selectAfter } from "@/shared/templates/fields";
import { MergeFieldBar } from "@/shared/templates/MergeFieldBar";
import { Button } from "@/shared/ui/Button";
import { Field, TextArea } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { SegmentCounter } from "@/shared/ui/SegmentCounter";
import { useFirstFault } from "@/shared/useFirstFault";

interface TemplateEditorProps {
  /** The one to change; null for a new one. */
  template: TemplateShape | null;
  scope: Scope;
  onDone: (kept: TemplateShape) => void;
  onCancel: () => void;
  onDelete?: () => void;
}

/** A template's name and text. */
export function TemplateEditor({ template, scope, onDone, onCancel, onDelete }: TemplateEditorProps) {
  const [name, setName] = useState(template?.name ?? "");
  const [body, setBody] = useState(template?.body ?? "");
  const [key] = useState(freshKey);
  const create = useCreateTemplate();
  const change = useChangeTemplate(template?.id ?? "");
  const saving = template ? change : create;
  const form = useFirstFault(saving.error);
  const area = useRef<HTMLTextAreaElement>(null);
  const faults = saving.error instanceof ApiError ? saving.error.fields : {};
  const insert = (token: string) => {
    if (!area.current) return;
    insertText(area.current, token);
    selectAfter(area.current, token, area.current.selectionEnd);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (template) change.mutate({ name, body }, { onSuccess: onDone });
    else create.mutate({ template: { name, body, scope }, key }, { onSuccess: onDone });
  };
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        value={name}
        error={faults.name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        ref={area}
        label="Text"
        name="body"
        rows={3}
        className="field-sizing-content max-h-60 min-h-24"
        value={body}
        error={faults.body}
        onChange={(event) => setBody(event.target.value)}
        hint={body && <SegmentCounter body={body} kind="local" />}
      />
      <MergeFieldBar
        legend="Insert what is filled in when the template is used. After the bar stands what to write where nothing is known."
        onInsert={insert}
      />
      <FormTrouble fault={saving.error} shown={["name", "body"]} />
      <SaveRow busy={saving.isPending} onLeave={onCancel}>
        {onDelete && (
          <Button look="danger" onClick={onDelete} className="mr-auto">
            Delete
          </Button>
        )}
      </SaveRow>
    </form>
  );
}
