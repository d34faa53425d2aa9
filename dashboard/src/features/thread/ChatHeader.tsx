import { lazy, Suspense, useState } from "react";
import type { LineShape, ThreadShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Icon } from "@/shared/ui/Icon";

const MembersSheet = lazy(async () => ({
  default: (await import("./MembersSheet")).MembersSheet,
}));

/** Of a group conversation: who takes part; it opens the sheet of its members. */
export function ChatHeader({ thread, line }: { thread: ThreadShape; line: LineShape | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-2xl py-1.5 text-left hover:bg-hover sm:pr-2 md:px-2"
      >
        <span className="grid size-10 shrink-0 place-items-center rounded-full bg-brand-soft text-brand-text max-sm:hidden">
          <Icon name="group" />
        </span>
        <span className="min-w-0 flex-1">
          <h1 className="truncate font-semibold">{thread.contact.name}</h1>
          <span className="block truncate text-xs text-soft sm:text-sm">
            Group · {thread.line.label || pretty(thread.line.number)} · Members
          </span>
        </span>
      </button>
      {open && (
        <Suspense>
          <MembersSheet
            thread={thread.id}
            line={thread.line.id}
            mayWrite={line?.mine ?? false}
            open={open}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
