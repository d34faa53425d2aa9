import { useMutation } from "@tanstack/react-query";
import { sentence } from "@/api/problem";
import type { BroadcastShape } from "@/api/types.gen";
import { csv, keepFile } from "@/shared/lib/csv";
import { Button } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/States";
import { recipientTable } from "./recipients";
import { type Shown, shownLabel } from "./responses";

/** The recipients that are shown, all pages of them, as a file for a spreadsheet. */
export function Download({ broadcast, shown }: { broadcast: BroadcastShape; shown: Shown | null }) {
  const download = useMutation({
    mutationFn: () => recipientTable(broadcast.id, shown),
    onSuccess: (rows) => {
      const which = shown ? ` ${shownLabel(shown).toLowerCase()}` : "";
      keepFile(`${broadcast.group_name}${which} ${broadcast.at.slice(0, 10)}.csv`, csv(rows));
    },
  });
  return (
    <>
      {download.isError && (
        <Notice tone="danger" role="alert">
          {sentence(download.error)}
        </Notice>
      )}
      <Button
        look="quiet"
        className="-mr-3 px-3 whitespace-nowrap"
        busy={download.isPending}
        onClick={() => download.mutate()}
      >
        {download.isPending ? "Collecting…" : "Download CSV"}
      </Button>
    </>
  );
}
