import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { contactChoice, findContacts } from "@/api/contacts";
import type { LineShape, MultiAnswer } from "@/api/types.gen";
import { FirstTextNotice } from "@/shared/consent/FirstText";
import { dropDraft, writeDraft } from "@/shared/drafts";
import { freshKey } from "@/shared/lib/ids";
import { looksLikePhone, pretty } from "@/shared/lib/phone";
import type { Choice } from "@/shared/ui/choice";
import { Select } from "@/shared/ui/Field";
import { Notice } from "@/shared/ui/States";
import { TypeAhead } from "@/shared/ui/TypeAhead";
import { chipErrors, fieldErrors, MOST, NEW_DRAFT } from "./errors";
import { MessageField } from "./MessageField";
import { NewActions } from "./NewActions";
import { Outcomes } from "./Outcomes";
import { useFirstAddressee } from "./useFirstAddressee";
import { useFrom } from "./useFrom";
import { useSendNew } from "./useSendNew";
import { useWritten } from "./useWritten";

/** From, To and the text. One addressee: one lands in the conversation; several: one sees who got it. */
export function NewForm({ lines, initiate }: { lines: LineShape[]; initiate: boolean }) {
  const navigate = useNavigate();
  const [to, setTo] = useState<Choice[]>([]);
  const [line, setLine] = useFrom(lines, useFirstAddressee(setTo));
  const [answer, setAnswer] = useState<MultiAnswer | null>(null);
  const written = useWritten(to);
  const [note, setNote] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const sending = useSendNew();

  const tooMany = to.length > MOST;
  const errors = fieldErrors(sending.error, tooMany ? to.length : 0);
  const stand = (thread: string) =>
    void navigate({ to: "/t/$threadId", params: { threadId: thread }, search: { tab: "all" } });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!written.ready) return;
    sending.mutate(
      {
        line: line.id,
        to: to.map((choice) => choice.value),
        body: written.body,
        media: written.attachments.media.map((file) => file.id),
      },
      {
        onSuccess: (outcome) => {
          // Where nothing went it is to be written to others, which is a wish of its own.
          if (outcome.kind === "several" && outcome.answer.sent === 0)
            writeDraft(NEW_DRAFT, written.body, freshKey());
          else dropDraft(NEW_DRAFT);
          if (outcome.kind === "several") setAnswer(outcome.answer);
          else stand(outcome.thread);
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
      {written.one && (
        <FirstTextNotice
          contact={looksLikePhone(written.one.value) ? "" : written.one.value}
          line={line.id}
          who={written.one.label}
        />
      )}
      <MessageField area={area} written={written} line={line} error={errors.body} />
      {errors.other && (
        <Notice tone="danger" role="alert">
          {errors.other}
        </Notice>
      )}
      {written.body && note && (
        <p role="status" className="text-sm text-warn">
          {note}
        </p>
      )}
      <NewActions
        area={area}
        written={written}
        line={line.id}
        people={to.length}
        busy={sending.isPending}
        onNote={setNote}
        onPlanned={stand}
      />
    </form>
  );
}
