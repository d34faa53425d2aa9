import { type FormEvent, useState } from "react";
import { useLines } from "@/api/me";
import { ApiError } from "@/api/problem";
import type { BroadcastPatch, BroadcastShape } from "@/api/types.gen";
import type { Attached } from "@/shared/drafts";
import { linkOf } from "@/shared/media/links";
import { useFiles } from "@/shared/media/useAttachments";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { useFirstFault } from "@/shared/useFirstFault";
import { BroadcastBody } from "./BroadcastBody";
import { ChangeSheet } from "./ChangeSheet";
import { FILE_LEFT, mediaFault } from "./order";
import { PicturesField } from "./PicturesField";
import { useChange } from "./queries";

/** Another text, or other pictures, for a broadcast that has not begun. */
export function ChangeText({ broadcast }: { broadcast: BroadcastShape }) {
  return (
    <ChangeSheet
      icon="compose"
      label="Change the text"
      title="What shall it say?"
      form={(close) => <TextForm broadcast={broadcast} onClose={close} />}
    />
  );
}

function TextForm({ broadcast, onClose }: { broadcast: BroadcastShape; onClose: () => void }) {
  const [body, setBody] = useState(broadcast.body);
  const [before] = useState(() => filesOf(broadcast));
  const [media, setMedia] = useState(before);
  const change = useChange(broadcast.id);
  const edited = () => change.isError && change.reset();
  const attachments = useFiles(media, (how) => {
    edited();
    setMedia(how);
  });
  const [stopped, setStopped] = useState(false);
  const form = useFirstFault(stopped || change.error);
  const line = useLines().find((known) => known.id === broadcast.line.id);
  const kind = line?.kind ?? "local";
  const faults = change.error instanceof ApiError ? change.error.fields : {};
  const left = stopped && attachments.refused ? FILE_LEFT : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setStopped(attachments.refused);
    if (attachments.refused) return;
    const patch: BroadcastPatch = { body };
    // What nobody touched stays, whoever changed it meanwhile.
    if (media !== before) patch.media = media.map((one) => one.id);
    change.mutate(patch, { onSuccess: onClose });
  };
  const write = (text: string) => {
    edited();
    setBody(text);
  };
  return (
    <form ref={form} noValidate onSubmit={submit} aria-label="Text" className="flex flex-col gap-4">
      <BroadcastBody
        value={body}
        kind={kind}
        error={faults.body}
        files={media.length}
        final
        onChange={write}
      />
      <PicturesField attachments={attachments} kind={kind} error={left ?? mediaFault(faults)} />
      <FormTrouble fault={change.error} shown={["body", "media"]} />
      <SaveRow
        busy={change.isPending}
        disabled={attachments.busy || attachments.fault !== null}
        onLeave={onClose}
        leave="Back"
      />
    </form>
  );
}

/** The files that it has, by the ids under which they stay. */
function filesOf({ media = [] }: BroadcastShape): Attached[] {
  return media.map((one) => ({
    id: one.id,
    type: one.type ?? "",
    size: one.size ?? 0,
    thumb: (one.inline && linkOf(one)) || "",
  }));
}
