import { type FormEvent, useState } from "react";
import type { LeadImport } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Section } from "@/shared/ui/Section";
import type { Opened } from "./ChooseFile";
import { ColumnSelects } from "./ColumnSelects";
import { columnNames, FIELDS, guessed, hasHeader, type Mapping } from "./columns";
import { FirstRows } from "./FirstRows";
import { ProofChoice } from "./ProofChoice";
import { parts, rowOf } from "./rows";

interface ColumnsFormProps {
  file: Opened;
  line: string;
  begin: (parts: LeadImport[]) => void;
}

/** What the columns of a file tell: guessed, to be corrected, with the first rows as they will come in. */
export function ColumnsForm({ file, line, begin }: ColumnsFormProps) {
  const first = file.rows[0];
  const [header, setHeader] = useState(() => first !== undefined && hasHeader(first));
  const names = columnNames(file.rows, header);
  const [mapping, setMapping] = useState<Mapping>(() =>
    header ? guessed(first?.cells ?? [], file.rows[1]?.cells ?? []) : guessed([], first?.cells ?? []),
  );
  const [proof, setProof] = useState(mapping.wording !== undefined);
  const [asked, setAsked] = useState(false);
  const data = header ? file.rows.slice(1) : file.rows;
  const rows = data.map((row) => rowOf(row, mapping, proof));
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
        {rows.length === 1 ? "Bring in 1 row" : `Bring in ${rows.length} rows`}
      </Button>
    </form>
  );
}
