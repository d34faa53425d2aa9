import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import { useChangePerson } from "@/api/team";
import type { TeamMember } from "@/api/types.gen";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { Select } from "@/shared/ui/Field";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { toast } from "@/shared/ui/Toaster";
import { useFirstFault } from "@/shared/useFirstFault";

interface SwitchOffProps {
  person: TeamMember;
  team: TeamMember[];
  onClose: () => void;
}

/** Ends somebody's access, after it was said what becomes of what they have. */
export function SwitchOff({ person, team, onClose }: SwitchOffProps) {
  const [heir, setHeir] = useState("");
  const change = useChangePerson(person.id);
  const box = useFirstFault(change.error);
  const fault = change.error instanceof ApiError ? change.error.fields.hand_over_to : undefined;
  const heirs = team.filter((one) => one.active && one.id !== person.id && one.role !== "limited");
  const own = person.lines.map((line) => line.label).join(", ");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { active: false, ...(heir && { hand_over_to: heir }) },
      {
        onSuccess: () => {
          toast(`${person.name} is switched off`);
          onClose();
        },
      },
    );
  };
  return (
    <form ref={box} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <ul className="list-disc pl-5 text-soft">
        <li>They are signed out at once, and cannot sign in any more.</li>
        <li>
          Texts that they scheduled are not sent, and recurring broadcasts pause. Other broadcasts still go.
        </li>
        {own && <li>Customers go on texting their line, {own}: somebody must answer there.</li>}
      </ul>
      <Select
        label="Who takes over"
        value={heir}
        error={fault}
        hint={
          heir
            ? "Gets their conversations and open leads, and any line of their own."
            : "Their conversations go back to the teams of the lines, their open leads to the unassigned."
        }
        onChange={(event) => setHeir(event.target.value)}
      >
        <option value="">{own ? "Choose somebody" : "Nobody in particular"}</option>
        {heirs.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      <FormTrouble fault={change.error} shown={["hand_over_to"]} />
      <ButtonRow>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="danger" busy={change.isPending}>
          Switch off
        </Button>
      </ButtonRow>
    </form>
  );
}
