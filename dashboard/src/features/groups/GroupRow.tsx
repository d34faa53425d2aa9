import { Link } from "@tanstack/react-router";
import type { GroupShape } from "@/api/types.gen";
import { Icon } from "@/shared/ui/Icon";
import { Row } from "@/shared/ui/List";
import { sizeInWords } from "./size";

/** One group of the list. */
export function GroupRow({ group }: { group: GroupShape }) {
  return (
    <Link
      to="/groups/$groupId"
      params={{ groupId: group.id }}
      data-testid="group-row"
      className="block hover:bg-hover focus-visible:-outline-offset-2 aria-[current=page]:bg-brand-soft"
    >
      <Row
        start={
          <span className="flex size-11 shrink-0 items-center justify-center rounded-full bg-hover text-soft">
            <Icon name="group" className="size-5" />
          </span>
        }
        title={group.name}
        detail={group.live ? `Live: ${group.description}` : sizeInWords(group.size)}
      />
    </Link>
  );
}
