import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { flushSync } from "react-dom";
import { noteDraft, useWriteNote } from "@/api/notes";
import { ApiError, sentence } from "@/api/problem";
import type { Colleague } from "@/api/types.gen";
import { dropDraft, readDraft, useDraft, writeDraft } from "@/shared/drafts";
import { cx } from "@/shared/lib/cx";
import { MAX_BODY } from "@/shared/lib/segments";
import { Button } from "@/shared/ui/Button";
import { withMention } from "./mentions";
import { useGrowing } from "./useGrowing";
import { useMentions } from "./useMentions";

/** Where one writes a note for the team. It looks unlike the place for texts, so that nobody takes one for the other. */
export function NoteComposer({ thread }: { thread: string }) {
  const name = noteDraft(thread);
  const body = useDraft(name)?.body ?? "";
  const field = useGrowing(body);
  const list = useId();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const write = useWriteNote(thread);
  const { offered, inVain } = useMentions(thread, body, caret);
  const at = Math.min(active, offered.length - 1);
  const ready = body.trim() !== "" && body.length <= MAX_BODY && !write.isPending;

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const draft = readDraft(name);
    if (!ready || !draft) return;
    // What is written on while the answer is on its way stays.
    const onSuccess = () => readDraft(name)?.key === draft.key && dropDraft(name);
    write.mutate(draft, { onSuccess });
  };
  const choose = (one: Colleague | undefined) => {
    if (!one) return;
    const next = withMention(body, caret, one.handle);
    // At once: who types on must find the caret behind the name.
    flushSync(() => {
      writeDraft(name, next.body);
      setCaret(next.caret);
      setActive(0);
    });
    field.current?.setSelectionRange(next.caret, next.caret);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => setActive((at + 1) % offered.length),
    ArrowUp: () => setActive((at - 1 + offered.length) % offered.length),
    Enter: () => choose(offered[at]),
    Tab: () => choose(offered[at]),
    Escape: () => setCaret(0),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = offered.length > 0 ? keys[event.key] : undefined;
    if (!act || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };
  const fault = write.error && (write.error instanceof ApiError ? write.error.fields.body : undefined);

  return (
    <form onSubmit={submit} data-testid="note-composer" className="relative flex flex-col gap-1.5">
      {offered.length > 0 && (
        <div
          id={list}
          role="listbox"
          aria-label="People"
          className="absolute inset-x-0 bottom-full z-20 mb-1 rounded-2xl border border-rule bg-raised p-1.5 shadow-float"
        >
          {offered.map((one, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
            <div
              key={one.id}
              id={`${list}-${place}`}
              role="option"
              aria-selected={place === at}
              tabIndex={-1}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(one)}
              className={cx(
                "flex min-h-11 cursor-pointer items-center rounded-xl px-3",
                place === at && "bg-hover",
              )}
            >
              {one.name}
            </div>
          ))}
        </div>
      )}
      <textarea
        ref={field}
        aria-label="Note for the team"
        aria-controls={offered.length > 0 ? list : undefined}
        aria-activedescendant={offered.length > 0 ? `${list}-${at}` : undefined}
        aria-invalid={write.isError}
        rows={2}
        placeholder="Note for the team. @ tells a colleague."
        value={body}
        onChange={(event) => {
          writeDraft(name, event.target.value);
          setCaret(event.target.selectionStart);
          write.reset();
        }}
        onKeyDown={onKeyDown}
        className="max-h-48 min-h-16 w-full resize-none rounded-2xl border-2 border-dashed border-warn bg-warn-soft px-4 py-2 leading-6 text-ink placeholder:text-warn"
      />
      <InVain words={inVain} />
      {write.isError && (
        <p role="alert" className="px-1 text-sm text-danger">
          {fault ?? sentence(write.error)}
        </p>
      )}
      <div className="flex items-center justify-between gap-2">
        <p className="px-1 text-sm text-warn">
          {body.length > MAX_BODY
            ? `${body.length - MAX_BODY} too many characters.`
            : "Only your team sees it."}
        </p>
        <Button type="submit" busy={write.isPending} disabled={!ready}>
          Save note
        </Button>
      </div>
    </form>
  );
}

/** Who is written behind an @ and will not be told. */
function InVain({ words }: { words: string[] }) {
  if (words.length === 0) return null;
  return (
    <p role="status" className="px-1 text-sm text-pretty text-warn">
      {words.join(" and ")} {words.length > 1 ? "tell" : "tells"} nobody: nobody of that name sees this
      conversation. Choose a name from the list, or ask an admin for access to the line.
    </p>
  );
}
