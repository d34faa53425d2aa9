import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { NewGroup as NewGroupOrder } from "@/api/types.gen";
import { freshKey } from "@/shared/lib/ids";
import type { Choice } from "@/shared/ui/choice";
import { Dialog } from "@/shared/ui/Dialog";
import { Field } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { useFirstFault } from "@/shared/useFirstFault";
import { LineChoice, useAskedLine } from "./LineChoice";
import { MemberChoice } from "./MemberChoice";
import { useCreateGroup } from "./queries";
import { RuleCount, useFit } from "./RuleCount";
import { RuleEditor } from "./RuleEditor";
import { faultsOf, freshDraft, isComplete, needsLine, toRule } from "./rule";

/** Asks for a name, and for the first members or the rule that says who belongs to it. */
export function NewGroup({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="New group">
      <NewGroupForm onClose={onClose} />
    </Dialog>
  );
}

function NewGroupForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [members, setMembers] = useState<Choice[]>([]);
  const [live, setLive] = useState(false);
  const [draft, setDraft] = useState(freshDraft);
  const asked = useAskedLine(needsLine(draft));
  const fit = useFit(draft, asked.line);
  const [key, setKey] = useState(freshKey);
  const create = useCreateGroup();
  const box = useFirstFault(create.error);
  const navigate = useNavigate();
  const faults = create.error instanceof ApiError ? create.error.fields : {};
  // What is wrong is of what was sent: it goes once a field is another.
  const edited = () => create.isError && create.reset();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const group = live
      ? { name, rule: toRule(draft) as NewGroupOrder["rule"] }
      : { name, contacts: members.map((member) => member.value) };
    create.mutate(
      { group, key },
      {
        onSuccess: (made) => {
          onClose();
          void navigate({ to: "/groups/$groupId", params: { groupId: made.id } });
        },
      },
    );
  };
  return (
    <form ref={box} noValidate onSubmit={submit} className="flex min-h-[min(26rem,55dvh)] flex-col gap-4">
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        value={name}
        error={faults.name}
        onChange={(event) => {
          edited();
          setName(event.target.value);
        }}
      />
      <KindOfGroup
        live={live}
        onChange={(chosen) => {
          setLive(chosen);
          setKey(freshKey());
        }}
      />
      {live ? (
        <>
          <RuleEditor
            draft={draft}
            onChange={setDraft}
            faults={{ ...fit.faults.lines, ...faultsOf(faults, draft).lines }}
          />
          <LineChoice asked={asked} />
          <RuleCount fit={fit} />
        </>
      ) : (
        <MemberChoice
          field="contacts"
          faults={faults}
          chosen={members}
          onChange={(chosen) => {
            edited();
            setMembers(chosen);
          }}
        />
      )}
      <FormTrouble fault={create.error} shown={["name", live ? "rule" : "contacts"]} />
      <div className="mt-auto">
        <SaveRow
          busy={create.isPending}
          disabled={live && !isComplete(draft)}
          onLeave={onClose}
          save="Create group"
        />
      </div>
    </form>
  );
}

const KINDS = [
  { live: false, label: "A list", detail: "You choose who is in it." },
  { live: true, label: "A live rule", detail: "Whoever fits belongs to it." },
];

function KindOfGroup({ live, onChange }: { live: boolean; onChange: (live: boolean) => void }) {
  return (
    <fieldset className="grid grid-cols-2 gap-2">
      <legend className="mb-1.5 text-sm font-medium">Kind of group</legend>
      {KINDS.map((kind) => (
        <label
          key={kind.label}
          className="flex min-h-11 cursor-pointer flex-col rounded-xl border border-field px-3 py-2 has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-2"
        >
          <span className="flex items-center gap-2 font-medium">
            <input
              type="radio"
              name="kind"
              className="accent-brand"
              checked={live === kind.live}
              onChange={() => onChange(kind.live)}
            />
            {kind.label}
          </span>
          <span className="text-sm text-soft">{kind.detail}</span>
        </label>
      ))}
    </fieldset>
  );
}
