import { type FormEvent, useState } from "react";
import type { LeadImport } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Section } from "@/shared/ui/Section";
import { dataOf, type Opened, rowsInWords } from "./ChooseFile";
import { ColumnSelects } from "./ColumnSelects";
import { columnNames, FIELDS, guessed, type Mapping } from "./columns";
import { FirstRows } from "./FirstRows";
import { ProofChoice } from "./ProofChoice";
import { parts, rowOf } from "./rows";

interface ColumnsFormProps {
  file: Opened;
  line: string;
  /** Whether the first row names the columns, where that was guessed wrong. */
  setHeader: (header: boolean) => void;
  begin: (parts: LeadImport[]) => void;
}

/** What the columns of a file tell: guessed, to be corrected, with the first rows as they will come in. */
export function ColumnsForm({ file, line, setHeader, begin }: ColumnsFormProps) {
  const { header } = file;
  const first = file.rows[0];
  const names = columnNames(file.rows, header);
  const [mapping, setMapping] = useState<Mapping>(() =>
    header ? guessed(first?.cells ?? [], file.rows[1]?.cells ?? []) : guessed([], first?.cells ?? []),
  );
  const [proof, setProof] = useState(mapping.wording !== undefined);
  const [asked, setAsked] = useState(false);
  const rows = dataOf(file).map((row) => rowOf(row, mapping, proof));
  const faults = {
    ...(mapping.phone === undefined && { phone: "Choose the column with the phone numbers." }),
    ...(proof && mapping.wording === undefined && { wording: "Choose the column with these words." }),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(faults).length === 0 && rows.length > 0) begin(parts(line, file.name, rows));
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-8">
      <Section title="What the columns tell">
        <Checkbox label="The first row names the columns" checked={header} onChange={setHeader} />
        <ColumnSelects
          of={FIELDS}
          names={names}
          mapping={mapping}
          faults={asked ? faults : {}}
          choose={setMapping}
        />
      </Section>
      <ProofChoice
        proof={proof}
        choose={setProof}
        names={names}
        mapping={mapping}
        faults={asked ? faults : {}}
        map={setMapping}
      />
      <Section title="The first rows">
        <FirstRows rows={rows} mapping={mapping} />
      </Section>
      <Button type="submit" look="primary" className="self-end" disabled={rows.length === 0}>
        Bring in {rowsInWords(rows.length)}
      </Button>
    </form>
  );
}
