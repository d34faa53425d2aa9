import type { LineShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { Notice } from "@/shared/ui/States";
import { useChangeLine } from "./queries";

/** Why a line sends nothing, and the way to release it once that is settled with the provider. */
export function HeldNotice({ line, may }: { line: LineShape; may: boolean }) {
  const change = useChangeLine(line.id);
  return (
    <Notice tone="danger" role="status">
      <p className="font-medium">This line is held: {line.held}</p>
      <p className="text-sm">
        Its texts wait and none is lost: they go within 15 minutes once it is released.
      </p>
      {may && (
        <Button className="mt-3" busy={change.isPending} onClick={() => change.mutate({ held: "" })}>
          It is settled: release the line
        </Button>
      )}
      <FormTrouble fault={change.error} shown={[]} />
    </Notice>
  );
}
