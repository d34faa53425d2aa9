import { sentence } from "@/api/problem";
import { useChangeThread } from "@/api/threads";
import type { ThreadShape } from "@/api/types.gen";
import type { IconName } from "@/shared/ui/Icon";
import { toast } from "@/shared/ui/Toaster";

/** Moves a conversation to the other folder, and offers to take it back. */
export function useArchive(thread: ThreadShape): { run: () => void; word: string; icon: IconName } {
  const { mutate } = useChangeThread();
  const archived = thread.folder === "archived";
  const move = (to: "inbox" | "archived") =>
    mutate({ thread, patch: { folder: to } }, { onError: (fault) => toast(sentence(fault)) });
  return {
    run: () => {
      move(archived ? "inbox" : "archived");
      toast(archived ? "Moved to the inbox" : "Archived", {
        label: "Undo",
        run: () => move(archived ? "archived" : "inbox"),
      });
    },
    word: archived ? "Unarchive" : "Archive",
    icon: archived ? "unarchive" : "archive",
  };
}
