import type { ImportedRow } from "@/api/types.gen";
import { FIELDS, type FieldName, type Mapping, PROOFS, type ProofName } from "./columns";

const SHOWN = 3;

/** What the first rows say, as they will come in. */
export function FirstRows({ rows, mapping }: { rows: ImportedRow[]; mapping: Mapping }) {
  const told = (Object.keys(FIELDS) as FieldName[]).filter((field) => isTold(field, mapping));
  const proven = (Object.keys(PROOFS) as ProofName[]).filter((name) => name in mapping);
  if (rows.length === 0) return <p className="text-soft">The file has no row but the one with the names.</p>;
  return (
    <ol aria-label="The first rows" className="flex flex-col gap-3">
      {rows.slice(0, SHOWN).map((row) => (
        <li key={row.row} className="rounded-2xl border border-rule px-4 py-3">
          <p className="text-sm text-soft">Row {row.row}</p>
          <dl className="mt-1 grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1 text-[0.95rem]">
            {told.map((field) => (
              <Said key={field} name={FIELDS[field]} said={said(row, field)} />
            ))}
            {row.opt_in &&
              proven.map((name) => <Said key={name} name={PROOFS[name]} said={row.opt_in?.[name] ?? ""} />)}
          </dl>
        </li>
      ))}
    </ol>
  );
}

function Said({ name, said }: { name: string; said: string }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{said || "–"}</dd>
    </>
  );
}

/** A whole name comes in as the two that it is made of. */
function isTold(field: FieldName, mapping: Mapping): boolean {
  if (field === "full_name") return false;
  const part = field === "first_name" || field === "last_name";
  return field in mapping || (part && "full_name" in mapping);
}

function said(row: ImportedRow, field: FieldName): string {
  if (field === "full_name") return "";
  return field === "tags" ? (row.tags ?? []).join(", ") : (row[field] ?? "");
}
