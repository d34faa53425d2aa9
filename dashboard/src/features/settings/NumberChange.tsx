import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ApiError, sentence } from "@/api/problem";
import type { LineShape } from "@/api/types.gen";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Field } from "@/shared/ui/Field";
import { Section } from "@/shared/ui/Section";
import { useChangeNumber } from "./queries";

/** Another number for a line: everybody's consent on it ends, which is said before it is done. */
export function NumberChange({ line }: { line: LineShape }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Change its number">
      <p className="mb-3 text-soft text-pretty">
        Consent belongs to a number. With another one nobody has agreed yet, and those who had must be asked
        again.
      </p>
      <Button look="danger" onClick={() => setOpen(true)}>
        Change the number
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Change the number of ${line.label}`}>
        <NumberForm line={line} onClose={() => setOpen(false)} />
      </Dialog>
    </Section>
  );
}

function NumberForm({ line, onClose }: { line: LineShape; onClose: () => void }) {
  const [number, setNumber] = useState("");
  const change = useChangeNumber(line.id);
  const navigate = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(number, {
      onSuccess: (made) => {
        onClose();
        void navigate({ to: "/settings/lines/$lineId", params: { lineId: made.id } });
      },
    });
  };
  const fault =
    change.error instanceof ApiError ? (change.error.fields.number ?? change.error.message) : undefined;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <ul className="list-disc pl-5 text-soft">
        <li>The old line is switched off at once; its conversations stay.</li>
        <li>The new one texts nobody until carriers have verified it.</li>
        <li>Those who had agreed can then be asked again, once each.</li>
      </ul>
      <Field
        label="New number"
        type="tel"
        autoComplete="off"
        value={number}
        error={fault ?? (change.error ? sentence(change.error) : undefined)}
        onChange={(event) => setNumber(event.target.value)}
      />
      <ButtonRow>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="danger" busy={change.isPending} disabled={number.trim() === ""}>
          Change the number
        </Button>
      </ButtonRow>
    </form>
  );
}
