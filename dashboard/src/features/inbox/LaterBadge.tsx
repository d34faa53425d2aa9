import { useInfiniteQuery } from "@tanstack/react-query";
import { rowsOf } from "@/api/pages";
import { upcomingQuery } from "@/api/upcoming";
import { full, upTo } from "@/shared/lib/time";
import { Badge } from "@/shared/ui/Badge";
import { Icon } from "@/shared/ui/Icon";

/** When the next text of this conversation goes that is scheduled; nothing where none is. */
export function LaterBadge({ thread }: { thread: string }) {
  const texts = rowsOf(useInfiniteQuery(upcomingQuery(null)).data).filter((text) => text.thread === thread);
  const at = texts[0]?.message.scheduled?.send_at;
  if (!at) return null;
  return (
    <Badge tone="brand" title={`Scheduled for ${full(at)}`}>
      <Icon name="clock" className="mr-1 size-3.5" />
      <span className="sr-only">Scheduled: </span>
      {upTo(at)}
      {texts.length > 1 && ` +${texts.length - 1}`}
    </Badge>
  );
}
