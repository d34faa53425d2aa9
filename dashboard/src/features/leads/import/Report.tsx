import { Link } from "@tanstack/react-router";
import { sentence } from "@/api/problem";
import type { RowDone } from "@/api/types.gen";
import { csv, keepFile } from "@/shared/lib/csv";
import { Button, ButtonRow, buttonClass } from "@/shared/ui/Button";
import { List, Row } from "@/shared/ui/List";
import { Section } from "@/shared/ui/Section";
import { Notice } from "@/shared/ui/States";
import type { Opened } from "./ChooseFile";
import { counted, refusedTable, why } from "./report";
import type { Progress } from "./useImport";

const SHOWN = 100;

interface ReportProps {
  file: Opened;
  progress: Progress;
  again: () => void;
  another: () => void;
}

/** How far a file is, and what became of its rows. */
export function Report({ file, progress, again, another }: ReportProps) {
  const { phase, total, done, fault } = progress;
  const refused = done.filter((row) => row.outcome === "refused");
  return (
    <div className="flex flex-col gap-6 pb-24">
      <div>
        <p className="wrap-anywhere">{file.name}</p>
        {phase !== "finished" && (
          <progress
            aria-label="Rows done"
            max={total}
            value={done.length}
            className="mt-2 w-full accent-brand"
          />
        )}
        <p role="status" className="text-sm text-soft">
          {phase === "finished" ? "All rows are done." : `${done.length} of ${total} rows are done.`}
        </p>
      </div>
      {phase === "sending" && (
        <p className="text-sm text-soft">
          Keep this page open. If it closes, nothing is lost: upload the same file again.
        </p>
      )}
      {phase === "stopped" && (
        <Notice tone="danger" role="alert">
          {sentence(fault)} What is done stays done.
        </Notice>
      )}
      <Counts done={done} />
      {done.some((row) => row.asked) && (
        <p className="text-sm text-soft">
          The text that asks for YES waits for legal hours. It goes to nobody who said STOP, was asked within
          a day, or must be looked at by an admin first.
        </p>
      )}
      {refused.length > 0 && <Refused file={file} refused={refused} whole={phase === "finished"} />}
      <ButtonRow>
        {phase === "stopped" && (
          <Button look="primary" icon="retry" onClick={again}>
            Go on
          </Button>
        )}
        {phase !== "sending" && <Button onClick={another}>Another file</Button>}
        {phase === "finished" && (
          <Link to="/leads" search={{ view: "unassigned" }} className={buttonClass("primary")}>
            See the leads
          </Link>
        )}
      </ButtonRow>
    </div>
  );
}

function Counts({ done }: { done: RowDone[] }) {
  return (
    <dl className="divide-y divide-rule rounded-2xl border border-rule">
      {counted(done).map(([name, count]) => (
        <div key={name} className="flex items-baseline justify-between gap-3 px-4 py-2.5">
          <dt>{name}</dt>
          <dd className="font-semibold tabular-nums">{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function Refused({ file, refused, whole }: { file: Opened; refused: RowDone[]; whole: boolean }) {
  const numbers = new Map(file.rows.map(({ row, cells }) => [row, cells]));
  const keep = () => keepFile(`refused-${file.name}`, csv(refusedTable(file.rows, refused)));
  return (
    <Section
      title="Not taken in"
      end={
        whole && (
          <Button look="quiet" onClick={keep}>
            Download
          </Button>
        )
      }
    >
      <List label="Rows not taken in">
        {refused.slice(0, SHOWN).map((row) => (
          <li key={row.row}>
            <Row
              title={`Row ${row.row}: ${(numbers.get(row.row) ?? []).filter(Boolean).join(", ")}`}
              detail={<span className="whitespace-normal">{why(row)}</span>}
            />
          </li>
        ))}
      </List>
      <p className="mt-2 text-sm text-soft">
        Correct these rows in your file or in the download, and upload it. What is in stays as it is.
      </p>
      {refused.length > SHOWN && (
        <p className="text-sm text-soft">And {refused.length - SHOWN} more: the download has all of them.</p>
      )}
    </Section>
  );
}
