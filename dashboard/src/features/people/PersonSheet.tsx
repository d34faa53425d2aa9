import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import { useChangePerson } from "@/api/team";
import type { TeamMember } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Field } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveButton } from "@/shared/ui/SaveButton";
import { toast } from "@/shared/ui/Toaster";
import { useFirstFault } from "@/shared/useFirstFault";
import { RoleField } from "./RoleField";
import { SwitchOff } from "./SwitchOff";

interface PersonSheetProps {
  person: TeamMember | null;
  team: TeamMember[];
  /** The caller's own id: nobody changes what they may themselves. */
  me: string;
  onClose: () => void;
}

/** One person: name and role, and the way out and back in. */
export function PersonSheet({ person, team, me, onClose }: PersonSheetProps) {
  const [leaving, setLeaving] = useState(false);
  const close = () => {
    setLeaving(false);
    onClose();
  };
  return (
    <Dialog
      open={person !== null}
      onClose={close}
      title={leaving ? `Switch off ${person?.name}` : (person?.name ?? "")}
    >
      {person && leaving && <SwitchOff person={person} team={team} onClose={close} />}
      {person && !leaving && (
        <PersonForm person={person} own={person.id === me} onClose={close} onLeave={() => setLeaving(true)} />
      )}
    </Dialog>
  );
}

interface PersonFormProps {
  person: TeamMember;
  own: boolean;
  onClose: () => void;
  onLeave: () => void;
}

function PersonForm({ person, own, onClose, onLeave }: PersonFormProps) {
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const change = useChangePerson(person.id);
  const back = useChangePerson(person.id);
  const box = useFirstFault(change.error);
  const faults = change.error instanceof ApiError ? change.error.fields : {};
  const patch = { ...(name !== person.name && { name }), ...(role !== person.role && { role }) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(patch, {
      onSuccess: () => {
        toast("Saved");
        onClose();
      },
    });
  };
  const letIn = () =>
    back.mutate(
      { active: true },
      {
        onSuccess: () => {
          toast(
            person.active
              ? "Sent again, unless they have signed in already"
              : `${person.name} is switched on`,
          );
          onClose();
        },
      },
    );
  return (
    <form ref={box} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-soft break-words">
        {person.email}
        {person.lines.map((line) => (
          <span key={line.id} className="block">
            Own line: {line.label}, {pretty(line.number)}
          </span>
        ))}
      </p>
      <Field
        label="Name"
        autoComplete="off"
        maxLength={80}
        value={name}
        error={faults.name}
        onChange={(event) => setName(event.target.value)}
      />
      <RoleField role={role} error={faults.role} disabled={own} onChange={setRole} />
      {!own && (
        <div className="flex flex-wrap gap-2">
          {person.active && (
            <Button look="danger" onClick={onLeave}>
              Switch off
            </Button>
          )}
          <Button onClick={letIn} busy={back.isPending}>
            {person.active ? "Send the invitation again" : "Switch on"}
          </Button>
        </div>
      )}
      <FormTrouble fault={change.error ?? back.error} shown={["name", "role"]} />
      <ButtonRow>
        <Button onClick={onClose}>Cancel</Button>
        <SaveButton patch={patch} busy={change.isPending} />
      </ButtonRow>
    </form>
  );
}
