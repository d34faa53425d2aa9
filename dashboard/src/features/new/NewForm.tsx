import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { contactChoice, findContacts } from "@/api/contacts";
import type { LineShape, MultiAnswer } from "@/api/types.gen";
import { dropDraft, useDraft, writeDraft } from "@/shared/drafts";
import { looksLikePhone, pretty } from "@/shared/lib/phone";
import { MAX_BODY } from "@/shared/lib/segments";
import { InsertTemplate } from "@/shared/templates/InsertTemplate";
import { Button } from "@/shared/ui/Button";
import type { Choice } from "@/shared/ui/choice";
import { Select, TextArea } from "@/shared/ui/Field";
import { Notice } from "@/shared/ui/States";
import { TypeAhead } from "@/shared/ui/TypeAhead";
import { BodyHint } from "./BodyHint";
import { chipErrors, fieldErrors, MOST, NEW_DRAFT } from "./errors";
import { Outcomes } from "./Outcomes";
import { useFirstAddressee } from "./useFirstAddressee";
import { useFrom } from "./useFrom";
import { useSendNew } from "./useSendNew";

/** From, To and the text. One addressee: one lands in the conversation; several: one sees who got it. */
export function NewForm({ lines, initiate }: { lines: LineShape[]; initiate: boolean }) {
  const navigate = useNavigate();
  const [to, setTo] = useState<Choice[]>([]);
  const [line, setLine] = useFrom(lines, useFirstAddressee(setTo));
  const [answer, setAnswer] = useState<MultiAnswer | null>(null);
  const body = useDraft(NEW_DRAFT)?.body ?? "";
  const [note, setNote] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const sending = useSendNew();

  const tooMany = to.length > MOST;
  const errors = fieldErrors(sending.error, tooMany ? to.length : 0);
  const ready = to.length > 0 && !tooMany && body.trim() !== "" && body.length <= MAX_BODY;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    sending.mutate(
      { line: line.id, to: to.map((choice) => choice.value), body },
      {
        onSuccess: (outcome) => {
          dropDraft(NEW_DRAFT);
          if (outcome.kind === "several") setAnswer(outcome.answer);
          else
            void navigate({
              to: "/t/$threadId",
              params: { threadId: outcome.thread },
              search: { tab: "all" },
            });
        },
      },
    );
  };

  if (answer) {
    return (
      <Outcomes
        answer={answer}
        names={new Map(to.map((choice) => [choice.value, choice.label]))}
        again={() => {
          setAnswer(null);
          setTo([]);
          sending.reset();
        }}
      />
    );
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5" noValidate>
      {!initiate && (
        <Notice tone="warn">
          Your role lets you write where a conversation exists already, not begin new ones.
        </Notice>
      )}
      <Select
        label="From"
        value={line.id}
        error={errors.line}
        onChange={(event) => setLine(event.target.value)}
      >
        {lines.map((known) => (
          <option key={known.id} value={known.id}>
            {known.label ? `${known.label} · ${pretty(known.number)}` : pretty(known.number)}
          </option>
        ))}
      </Select>
      <TypeAhead
        label="To"
        chosen={to}
        onChange={(chosen) => {
          setTo(chosen);
          if (sending.isError) sending.reset();
        }}
        scope="contacts"
        search={async (typed) => (await findContacts(typed)).map(contactChoice)}
        asTyped={(typed) =>
          looksLikePhone(typed) ? { value: typed, label: typed, detail: "Use this number" } : null
        }
        error={errors.to}
        chipErrors={chipErrors(sending.error)}
        hint={`Names or numbers, up to ${MOST}. Each gets a private text.`}
        placeholder="Name or number"
        autoFocus
      />
      <TextArea
        ref={area}
        label="Message"
        value={body}
        error={errors.body}
        onChange={(event) => writeDraft(NEW_DRAFT, event.target.value)}
        hint={<BodyHint body={body} line={line} />}
      />
      {errors.other && (
        <Notice tone="danger" role="alert">
          {errors.other}
        </Notice>
      )}
      {body && note && (
        <p role="status" className="text-sm text-warn">
          {note}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <InsertTemplate
          field={area}
          who={to[0] && to.length === 1 ? { to: to[0].value } : {}}
          onNote={setNote}
          wide
        />
        <Button
          type="submit"
          look="primary"
          icon="send"
          busy={sending.isPending}
          disabled={!ready}
          className="ml-auto"
        >
          {sending.isPending ? "Sending…" : to.length > 1 ? `Send to ${to.length} people` : "Send"}
        </Button>
      </div>
    </form>
  );
}
