import type { LineShape } from "@/api/types.gen";
import { Badge } from "@/shared/ui/Badge";

/** Whether a line may text, in a word. */
export function ReadinessBadge({ line }: { line: LineShape }) {
  if (!line.active) return <Badge>Switched off</Badge>;
  if (line.held) {
    return (
      <Badge tone="danger" title={line.held}>
        Held
      </Badge>
    );
  }
  if (line.verification !== "verified") return <Badge tone="warn">Not verified</Badge>;
  return <Badge tone="good">Ready</Badge>;
}
