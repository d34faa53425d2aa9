import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { linesQuery, useMay } from "@/api/me";
import type { LineShape } from "@/api/types.gen";
import { Page } from "@/shared/ui/Page";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { ChooseFile, type Opened } from "./ChooseFile";
import { ColumnsForm } from "./ColumnsForm";
import { Report } from "./Report";
import { SendingGuard } from "./SendingGuard";
import { useImport } from "./useImport";

/** Brings in leads from a CSV file: which file, what its columns tell, and what became of each row. */
export function ImportPage() {
  const query = useQuery(linesQuery);
  const may = useMay("initiate");
  const mine = query.data?.filter((line) => line.mine && line.active) ?? [];
  return (
    <Page title="Import leads" back="/leads">
      {query.isPending && <Loading rows={3} />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && (!may || mine.length === 0) && (
        <Empty icon="inbox" title="No line to bring leads in on">
          It takes a line that you may begin conversations on. Ask an admin.
        </Empty>
      )}
      {may && mine.length > 0 && <Import lines={mine} />}
    </Page>
  );
}

function Import({ lines }: { lines: LineShape[] }) {
  const [line, setLine] = useState(lines[0]?.id ?? "");
  const [file, setFile] = useState<Opened | null>(null);
  const { progress, begin, again, forget } = useImport();
  if (progress && file)
    return (
      <>
        <SendingGuard sending={progress.phase !== "finished"} />
        <Report
          file={file}
          progress={progress}
          again={again}
          another={() => {
            forget();
            setFile(null);
          }}
        />
      </>
    );
  return (
    <div className="flex flex-col gap-8 pb-24">
      <ChooseFile lines={lines} line={line} chooseLine={setLine} file={file} open={setFile} />
      {file && (
        <ColumnsForm
          key={file.opened}
          file={file}
          line={line}
          setHeader={(header) => setFile({ ...file, header })}
          begin={begin}
        />
      )}
    </div>
  );
}
