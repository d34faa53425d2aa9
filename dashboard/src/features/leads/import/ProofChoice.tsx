import { Section } from "@/shared/ui/Section";
import { Notice } from "@/shared/ui/States";
import { ColumnSelects } from "./ColumnSelects";
import { type FieldName, type Mapping, PROOFS, type ProofName } from "./columns";

interface ProofChoiceProps {
  proof: boolean;
  choose: (proof: boolean) => void;
  names: string[];
  mapping: Mapping;
  faults: Partial<Record<FieldName | ProofName, string>>;
  map: (mapping: Mapping) => void;
}

/** How the contacts' consent is proven, and what follows from it. */
export function ProofChoice({ proof, choose, names, mapping, faults, map }: ProofChoiceProps) {
  return (
    <Section title="Have they agreed to be texted?">
      <fieldset aria-label="Have they agreed to be texted?" className="mb-3 flex flex-col">
        <Option chosen={!proof} choose={() => choose(false)}>
          The file does not prove it
        </Option>
        <Option chosen={proof} choose={() => choose(true)}>
          Yes, and the file proves it
        </Option>
      </fieldset>
      {proof ? (
        <>
          <p className="text-sm text-soft">
            Each contact with such words gets one text that asks for YES, and nobody can text it before its
            YES. Rows without them come in, but nobody can text them first. Keep the proof: you may have to
            show it years from now.
          </p>
          <ColumnSelects of={PROOFS} names={names} mapping={mapping} faults={faults} choose={map} />
          <p className="mt-3 text-sm text-soft">
            Write moments as 2026-03-01 14:00. Without a zone they are read by this device's clock.
          </p>
        </>
      ) : (
        <Notice tone="warn">
          No text goes to them, and nobody can text them first. Call or email them, or let them text you or
          opt in with one of your forms. Then they can be answered.
        </Notice>
      )}
    </Section>
  );
}

function Option({ chosen, choose, children }: { chosen: boolean; choose: () => void; children: string }) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="radio"
        name="proof"
        checked={chosen}
        onChange={choose}
        className="size-5 shrink-0 accent-brand"
      />
      {children}
    </label>
  );
}
