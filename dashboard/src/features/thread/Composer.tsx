import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { forgetRefusal, useRefusal } from "@/api/outbox";
import type { LineKind, ThreadShape } from "@/api/types.gen";
import { hasContent, useDraft, writeDraft } from "@/shared/drafts";
import { asItGoes, MAX_BODY } from "@/shared/lib/segments";
import { full } from "@/shared/lib/time";
import { AttachButton, AttachTray } from "@/shared/media/Attach";
import { useAttachments } from "@/shared/media/useAttachments";
import { InsertTemplate } from "@/shared/templates/InsertTemplate";
import { Icon } from "@/shared/ui/Icon";
import { LengthHint } from "@/shared/ui/LengthHint";
import { Notice } from "@/shared/ui/States";
import { useMerged } from "@/shared/useMerged";
import { AnswerLater } from "./AnswerLater";
import { ClosedComposer, RefusalNotice } from "./ClosedComposer";
import { ComposerMode } from "./ComposerMode";
import { NoteComposer } from "./NoteComposer";
import { useGrowing } from "./useGrowing";
import type { Sending } from "./useSending";

interface ComposerProps {
  thread: ThreadShape;
  kind: LineKind;
  sending: Sending;
}

/** Where one answers; where a rule forbids it, the reason stands here instead. */
export function Composer({ thread, kind, sending }: ComposerProps) {
  const refusal = useRefusal(thread.id);
  const [noting, setNoting] = useState(false);
  return (
    <div className="pad-bottom border-t border-rule bg-surface">
      <div className="mx-auto flex max-w-3xl flex-col gap-2 px-3 py-2.5">
        {refusal && <RefusalNotice refusal={refusal} />}
        <ComposerMode noting={noting} onChange={setNoting} />
        {noting ? (
          <NoteComposer thread={thread.id} />
        ) : thread.composer.open ? (
          <OpenComposer thread={thread} kind={kind} sending={sending} />
        ) : (
          <ClosedComposer composer={thread.composer} />
        )}
      </div>
    </div>
  );
}

function OpenComposer({ thread, kind, sending }: ComposerProps) {
  const draft = useDraft(thread.id);
  const body = draft?.body ?? "";
  const attachments = useAttachments(thread.id);
  const field = useGrowing(body);
  const hint = useId();
  const [note, setNote] = useState("");
  const { introduction = "" } = thread.composer;
  const text = useMerged(body, thread.group ? null : thread.contact.id);
  const fits = Math.max(body.length, asItGoes(text.text, introduction).length) <= MAX_BODY;
  const ready = hasContent(draft) && fits && !attachments.busy && !attachments.fault;

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (ready) sending.send();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || !hasKeyboard()) return;
    event.preventDefault();
    submit();
  };

  return (
    <>
      <form onSubmit={submit}>
        <div className="flex flex-col gap-2 empty:hidden">
          {thread.composer.until && (
            <Notice tone="warn">
              This contact has not opted in. It texted you, so you may answer until{" "}
              <time dateTime={thread.composer.until}>{full(thread.composer.until)}</time>.
            </Notice>
          )}
          {thread.composer.warning && (
            <Notice tone="warn" role="status">
              {thread.composer.warning}
            </Notice>
          )}
        </div>
        <AttachTray attachments={attachments} kind={kind} />
        <div className="mt-2 flex items-end gap-1.5">
          <AttachButton attachments={attachments} />
          <InsertTemplate field={field} who={{ thread: thread.id }} onNote={setNote} />
          <textarea
            ref={field}
            aria-label="Message"
            aria-describedby={hint}
            rows={1}
            placeholder="Text message"
            value={body}
            onChange={(event) => {
              writeDraft(thread.id, event.target.value);
              forgetRefusal(thread.id);
            }}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const files = [...event.clipboardData.files];
              if (files.length === 0) return;
              event.preventDefault();
              attachments.add(files);
            }}
            className="max-h-48 min-h-11 flex-1 resize-none rounded-3xl border border-field bg-surface px-4 py-2 leading-6 placeholder:text-soft"
          />
          <button
            type="submit"
            aria-label="Send"
            title="Send"
            disabled={!ready}
            className="inline-flex size-11 shrink-0 items-center justify-center rounded-full bg-brand text-on-brand transition-opacity hover:bg-brand-strong disabled:opacity-40"
          >
            <Icon name="send" />
          </button>
        </div>
        <div id={hint} className="min-h-5 px-4 pt-1">
          <LengthHint text={text} kind={kind} files={attachments.media.length} introduction={introduction} />
          {hasContent(draft) && introduction && (
            <p data-testid="introduction" className="text-xs text-soft">
              This line’s first text to them ends with “{introduction.trim()}”, unless it says so itself.
            </p>
          )}
          {body && note && (
            <p role="status" className="text-sm text-warn">
              {note}
            </p>
          )}
        </div>
      </form>
      {/* Outside of the form, which sends now. */}
      {hasContent(draft) && !thread.group && <AnswerLater thread={thread.id} disabled={!ready} />}
    </>
  );
}

function hasKeyboard(): boolean {
  return window.matchMedia("(pointer: fine)").matches;
}
