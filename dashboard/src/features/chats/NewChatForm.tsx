import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { chatPreviewQuery, useStartChat } from "@/api/chats";
import { contactChoice, findContacts } from "@/api/contacts";
import { ApiError } from "@/api/problem";
import type { LineShape } from "@/api/types.gen";
import { freshKey } from "@/shared/lib/ids";
import { looksLikePhone, pretty } from "@/shared/lib/phone";
import { Button } from "@/shared/ui/Button";
import type { Choice } from "@/shared/ui/choice";
import { Select, TextArea } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { TypeAhead } from "@/shared/ui/TypeAhead";
import { StartFacts } from "./StartFacts";

const FEWEST = 2;

/** From, with whom, and what one says to begin with; beside it what each gets first, and what that costs. */
export function NewChatForm({ lines }: { lines: LineShape[] }) {
  const navigate = useNavigate();
  const [line, setLine] = useState(lines[0]?.id ?? "");
  const [to, setTo] = useState<Choice[]>([]);
  const [body, setBody] = useState("");
  const [key, setKey] = useState(freshKey);
  const starting = useStartChat();
  const wish = { line, to: to.map((choice) => choice.value), body: body.trim() };
  const enough = to.length >= FEWEST;
  const preview = useQuery(chatPreviewQuery(wish, enough));
  const people = enough ? (preview.data?.people ?? []) : [];
  const fault = starting.error ?? (enough ? preview.error : null);
  const faults = fault instanceof ApiError ? fault.fields : {};
  const chipErrors: Record<number, string> = {};
  to.forEach((choice, place) => {
    const found = people.find((one) => one.to === choice.value)?.obstacle ?? faults[`to.${place}`];
    if (found) chipErrors[place] = found;
  });
  const named = to.flatMap((choice, place) =>
    chipErrors[place] ? [`${choice.label}: ${chipErrors[place]}`] : [],
  );
  const anew = () => {
    // Another wish than the one that was tried needs a key of its own.
    if (starting.isError) {
      starting.reset();
      setKey(freshKey());
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    starting.mutate(
      { wish, key },
      {
        onSuccess: (chat) =>
          void navigate({
            to: "/t/$threadId",
            params: { threadId: chat.thread.id },
            search: { tab: "all" },
          }),
      },
    );
  };
  const ready = enough && preview.isSuccess && Object.keys(chipErrors).length === 0;
  return (
    <form onSubmit={submit} className="flex flex-col gap-5" noValidate>
      <Select
        label="From"
        value={line}
        error={faults.line}
        onChange={(event) => {
          anew();
          setLine(event.target.value);
        }}
      >
        {lines.map((known) => (
          <option key={known.id} value={known.id}>
            {known.label ? `${known.label} · ${pretty(known.number)}` : pretty(known.number)}
          </option>
        ))}
      </Select>
      <TypeAhead
        label="Members"
        chosen={to}
        onChange={(chosen) => {
          anew();
          setTo(chosen);
        }}
        scope="contacts"
        search={async (typed) => (await findContacts(typed)).map(contactChoice)}
        asTyped={(typed) =>
          looksLikePhone(typed) ? { value: typed, label: typed, detail: "Use this number" } : null
        }
        error={faults.to ?? (named.join("\n") || undefined)}
        chipErrors={chipErrors}
        hint="Two to nine people who agreed to this line’s texts. They see each other’s first names, never a number."
        placeholder="Name or number"
        autoFocus
      />
      <TextArea
        label="First message (optional)"
        value={body}
        error={faults.body}
        onChange={(event) => {
          anew();
          setBody(event.target.value);
        }}
      />
      {enough && preview.data && (
        <StartFacts preview={preview.data} line={lines.find((known) => known.id === line)} />
      )}
      <FormTrouble fault={fault} shown={["line", "to", "body", ...to.map((_, place) => `to.${place}`)]} />
      <Button
        type="submit"
        look="primary"
        icon="group"
        busy={starting.isPending}
        disabled={!ready}
        className="self-end"
      >
        {starting.isPending ? "Starting…" : "Start the group"}
      </Button>
    </form>
  );
}
