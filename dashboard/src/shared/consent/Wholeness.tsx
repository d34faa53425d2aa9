import type { ConsentLine } from "@/api/types.gen";
import { Icon } from "@/shared/ui/Icon";
import { Notice } from "@/shared/ui/States";

/** Whether the chain of events is as it was recorded. */
export function Wholeness({ part }: { part: ConsentLine }) {
  if (part.breach) {
    return (
      <Notice tone="danger" role="alert">
        This record is not whole, at event {part.breach.number}: {part.breach.what} Tell an admin.
      </Notice>
    );
  }
  return (
    <p className="flex items-start gap-2 text-sm text-good">
      <Icon name="check" className="mt-0.5 size-4 shrink-0" />
      The record is whole: no event is missing or altered.
    </p>
  );
}
