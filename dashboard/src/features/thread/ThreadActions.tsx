import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { meQuery, useLines } from "@/api/me";
import { sentence } from "@/api/problem";
import { useChangeThread } from "@/api/threads";
import type { ThreadPatch, ThreadShape } from "@/api/types.gen";
import { full } from "@/shared/lib/time";
import { IconButton } from "@/shared/ui/Button";
import { Menu, type MenuItem } from "@/shared/ui/Menu";
import { toast } from "@/shared/ui/Toaster";
import { useInboxSearch } from "@/shared/useInbox";
import { AssignDialog } from "./AssignDialog";
import { CreateLead } from "./CreateLead";
import { SnoozeDialog } from "./SnoozeDialog";

const hasOpenLead = ({ lead }: ThreadShape) => lead != null && !["won", "lost"].includes(lead.stage);

/** Archive, mark unread, flip the tab, take or assign. */
export function ThreadActions({ thread }: { thread: ThreadShape }) {
  const { mutate } = useChangeThread();
  const navigate = useNavigate();
  const search = useInboxSearch();
  const me = useQuery(meQuery).data;
  const line = useLines().find((known) => known.id === thread.line.id);
  const [assigning, setAssigning] = useState(false);
  const [creating, setCreating] = useState(false);
  const [snoozing, setSnoozing] = useState(false);
  const holder = thread.assignee?.id ?? "";
  const archived = thread.folder === "archived";
  const waiting = thread.tab === "needs_attention";

  const change = (patch: ThreadPatch, done: string) =>
    mutate({ thread, patch }, { onSuccess: () => toast(done), onError: (fault) => toast(sentence(fault)) });
  const leave = () => navigate({ to: "/", search });

  const archive = async () => {
    if (!archived) await leave();
    change({ folder: archived ? "inbox" : "archived" }, archived ? "Moved to the inbox" : "Archived");
  };
  const snoozed = (until: string) => {
    toast(`Snoozed until ${full(until)}`);
    void leave();
  };
  const markUnread = async () => {
    await leave();
    change({ unread: true }, "Marked unread");
  };

  const mine = thread.assignee !== null && thread.assignee.id === me?.id;
  const items: (MenuItem | false | undefined)[] = [
    { label: "Mark unread", icon: "unread", onSelect: () => void markUnread() },
    { label: "Snooze…", icon: "clock", onSelect: () => setSnoozing(true) },
    thread.folder === "snoozed" && {
      label: "Back to the inbox",
      icon: "inbox",
      onSelect: () => change({ folder: "inbox" }, "Moved to the inbox"),
    },
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
      !mine &&
      thread.composer.code !== "line_not_yours" && {
        label: "Take this conversation",
        icon: "person",
        onSelect: () => change({ assignee: me.id, held_by: holder }, "It is yours now"),
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
      : !thread.group &&
        me?.may.includes("edit_contacts") && {
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
        thread={thread.id}
        holder={holder}
        lead={hasOpenLead(thread)}
        assign={(person) =>
          change({ assignee: person, held_by: holder }, person ? "Assigned" : "Nobody has it now")
        }
      />
      <SnoozeDialog
        open={snoozing}
        onClose={() => setSnoozing(false)}
        everybodys={thread.assignee === null && line?.use === "shared"}
        thread={thread}
        onSnoozed={snoozed}
      />
    </>
  );
}
