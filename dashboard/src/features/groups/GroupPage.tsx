import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "@/api/me";
import type { GroupShape } from "@/api/types.gen";
import { buttonClass } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { Icon } from "@/shared/ui/Icon";
import { Menu } from "@/shared/ui/Menu";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { toast } from "@/shared/ui/Toaster";
import { EditRule } from "./EditRule";
import { GroupMembers } from "./GroupMembers";
import { LiveMembers } from "./LiveMembers";
import { groupQuery, useDeleteGroup } from "./queries";
import { RenameGroup } from "./RenameGroup";

/** One group: who is in it, and the way to text them all. */
export function GroupPage() {
  const { groupId } = useParams({ from: "/shell/groups/$groupId" });
  const query = useQuery(groupQuery(groupId));
  return (
    <Page
      title={query.data?.name ?? "Group"}
      back="/groups"
      paned
      actions={query.data && <GroupMenu key={groupId} group={query.data} />}
    >
      {query.isPending && <Loading rows={3} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Group key={groupId} group={query.data} />}
    </Page>
  );
}

function Group({ group }: { group: GroupShape }) {
  const mayBroadcast = useMay("broadcast");
  return (
    <div className="flex flex-col gap-4">
      {mayBroadcast && group.size !== 0 && (
        <Link
          to="/broadcasts/new"
          search={{ group: group.id }}
          className={buttonClass("primary", "sm:self-start")}
        >
          <Icon name="broadcast" className="size-5" />
          Send to this group
        </Link>
      )}
      {group.live && (
        <p className="text-soft">A live group: {group.description}. Whoever fits belongs to it by itself.</p>
      )}
      {group.live ? <LiveMembers group={group} /> : <GroupMembers group={group} />}
    </div>
  );
}

function GroupMenu({ group }: { group: GroupShape }) {
  const [asked, setAsked] = useState<"rename" | "rule" | "delete" | null>(null);
  const mayEdit = useMay("edit_groups");
  const remove = useDeleteGroup(group.id);
  const navigate = useNavigate();
  const close = () => setAsked(null);
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(`${group.name} was deleted`);
        void navigate({ to: "/groups", replace: true });
      },
    });
  if (!mayEdit) return null;
  return (
    <>
      <Menu
        label="Group actions"
        items={[
          { label: "Rename", icon: "compose", onSelect: () => setAsked("rename") },
          ...(group.live
            ? [{ label: "Change the rule", icon: "flip" as const, onSelect: () => setAsked("rule") }]
            : []),
          { label: "Delete group", icon: "close", onSelect: () => setAsked("delete") },
        ]}
      />
      <RenameGroup group={group} open={asked === "rename"} onClose={close} />
      {group.live && <EditRule group={group} open={asked === "rule"} onClose={close} />}
      <Confirm
        open={asked === "delete"}
        onClose={close}
        title={`Delete ${group.name}?`}
        action="Delete group"
        onConfirm={confirm}
        busy={remove.isPending}
        error={remove.error}
      >
        The list goes; its contacts and their conversations stay. Broadcasts scheduled to it will stop at
        their time and ask what to do.
      </Confirm>
    </>
  );
}
