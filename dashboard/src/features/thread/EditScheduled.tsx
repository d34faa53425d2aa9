import { type FormEvent, useState } from "react";
import { ApiError, sentence } from "@/api/problem";
import { useChangeScheduled } from "@/api/scheduled";
import type { MessageShape, ScheduledPatch } from "@/api/types.gen";
import { MomentField } from "@/shared/schedule/MomentField";
import { forField } from "@/shared/schedule/moments";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Dialog } from "@/shared/ui/Dialog";
import { TextArea } from "@/shared/ui/Field";
import { SaveRow } from "@/shared/ui/SaveRow";
import { Notice } from "@/shared/ui/States";
import { toast } from "@/shared/ui/Toaster";

interface EditScheduledProps {
  thread: string;
  message: MessageShape;
  open: boolean;
  onClose: () => void;
}

/** Other words, or another moment, for a text that has not gone. */
export function EditScheduled(props: EditScheduledProps) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title="Change this text">
      <Form {...props} />
    </Dialog>
  );
}

function Form({ thread, message, onClose }: EditScheduledProps) {
  const before = forField(new Date(message.scheduled?.send_at ?? message.at));
  const [body, setBody] = useState(message.body);
  const [at, setAt] = useState(before);
  const [cancelOnReply, setCancelOnReply] = useState(message.scheduled?.cancel_on_reply ?? false);
  const change = useChangeScheduled(thread, message.id);
  const fields: Record<string, string> = (change.error instanceof ApiError && change.error.fields) || {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const patch: ScheduledPatch = { body, cancel_on_reply: cancelOnReply };
    // The field knows minutes only: a moment that nobody touched stays as it is.
    if (at !== before) patch.send_at = new Date(at).toISOString();
    change.mutate(patch, {
      onSuccess: (saved) => {
        if (saved.scheduled?.warning) toast(`Saved. When it goes: ${saved.scheduled.warning}`);
        onClose();
      },
    });
  };
  const told = fields.body || fields.send_at;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextArea
        label="Text"
        value={body}
        error={fields.body}
        onChange={(event) => setBody(event.target.value)}
      />
      <MomentField label="When it goes" value={at} error={fields.send_at} onChange={setAt} />
      <Checkbox label="Cancel it if they reply before" checked={cancelOnReply} onChange={setCancelOnReply} />
      {change.isError && !told && (
        <Notice tone="danger" role="alert">
          {sentence(change.error)}
        </Notice>
      )}
      <SaveRow busy={change.isPending} disabled={!at} onLeave={onClose} leave="Back" />
    </form>
  );
}
