import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { meQuery } from "@/api/me";
import { sentence } from "@/api/problem";
import { useChangeThread } from "@/api/threads";
import type { LineShape, ThreadPatch, ThreadShape } from "@/api/types.gen";
import { IconButton } from "@/shared/ui/Button";
import { Menu, type MenuItem } from "@/shared/ui/Menu";
import { toast } from "@/shared/ui/Toaster";
import { useInboxSearch } from "@/shared/useInbox";
import { AssignDialog } from "./AssignDialog";
import { CreateLead } from "./CreateLead";

/** Archive, mark unread, flip the tab, take or assign. */
export function ThreadActions({ thread, line }: { thread: ThreadShape; line: LineShape | undefined }) {
  const { mutate } = useChangeThread();
  const navigate = useNavigate();
  const search = useInboxSearch();
  const me = useQuery(meQuery).data;
  const [assigning, setAssigning] = useState(false);
  const [creating, setCreating] = useState(false);
  const archived = thread.folder === "archived";
  const waiting = thread.tab === "needs_attention";

  const change = (patch: ThreadPatch, done: string) =>
    mutate({ thread, patch }, { onSuccess: () => toast(done), onError: (fault) => toast(sentence(fault)) });
  const leave = () => navigate({ to: "/", search });

  const archive = async () => {
    if (!archived) await leave();
    change({ folder: archived ? "inbox" : "archived" }, archived ? "Moved to the inbox" : "Archived");
  };
  const markUnread = async () => {
    await leave();
    change({ unread: true }, "Marked unread");
  };

  const mine = thread.assignee !== null && thread.assignee.id === me?.id;
  const items: (MenuItem | false | undefined)[] = [
    { label: "Mark unread", icon: "unread", onSelect: () => void markUnread() },
    !archived && {
      label: waiting ? "Move to Participating" : "Move to Needs attention",
      icon: "flip",
      onSelect: () =>
        change(
          { tab: waiting ? "participating" : "needs_attention" },
          waiting ? "Moved to Participating" : "Moved to Needs attention",
        ),
    },
    me &&
      !mine && {
        label: "Take this conversation",
        icon: "person",
        onSelect: () => change({ assignee: me.id }, "It is yours now"),
      },
    me?.may.includes("assign") && {
      label: "Assign to…",
      icon: "contacts",
      onSelect: () => setAssigning(true),
    },
    thread.lead
      ? {
          label: "Lead details",
          icon: "check",
          onSelect: () => void navigate({ to: "/leads/$leadId", params: { leadId: thread.id } }),
        }
      : me?.may.includes("edit_contacts") && {
          label: "Create lead",
          icon: "plus",
          onSelect: () => setCreating(true),
        },
  ];

  return (
    <>
      <IconButton
        icon={archived ? "unarchive" : "archive"}
        label={archived ? "Unarchive" : "Archive"}
        onClick={() => void archive()}
      />
      <Menu label="More actions" items={items.filter((item) => item !== undefined && item !== false)} />
      <CreateLead thread={thread} open={creating} onClose={() => setCreating(false)} />
      <AssignDialog
        open={assigning}
        onClose={() => setAssigning(false)}
        people={line?.members ?? []}
        holder={thread.assignee?.id ?? ""}
        assign={(person) => change({ assignee: person }, person ? "Assigned" : "Nobody has it now")}
      />
    </>
  );
}
