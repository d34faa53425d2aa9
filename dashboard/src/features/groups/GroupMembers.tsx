import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/api/me";
import { rowsOf } from "@/api/pages";
import { sentence } from "@/api/problem";
import type { ContactShape, GroupShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Button } from "@/shared/ui/Button";
import { List } from "@/shared/ui/List";
import { More } from "@/shared/ui/More";
import { Section } from "@/shared/ui/Section";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { toast } from "@/shared/ui/Toaster";
import { AddMembers } from "./AddMembers";
import { MemberRow } from "./MemberRow";
import { membersQuery, useChangeGroup } from "./queries";
import { sizeInWords } from "./size";

/** Who is in a group; adding and removing them. */
export function GroupMembers({ group }: { group: GroupShape }) {
  const [adding, setAdding] = useState(false);
  const query = useInfiniteQuery(membersQuery(group.id));
  const members = rowsOf(query.data);
  const may = useMay("edit_groups");
  const change = useChangeGroup(group.id);
  const remove = (member: ContactShape) =>
    change.mutate(
      { remove: [member.id] },
      {
        onSuccess: () =>
          toast(`${member.name || pretty(member.phone)} was removed`, {
            label: "Undo",
            run: () => change.mutate({ add: [member.id] }),
          }),
        onError: (fault) => toast(sentence(fault)),
      },
    );
  const add = may && (
    <Button look="quiet" icon="plus" className="-mr-3 px-3" onClick={() => setAdding(true)}>
      Add members
    </Button>
  );
  return (
    <Section title={sizeInWords(group.size)} end={add}>
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && members.length === 0 && (
        <Empty icon="group" title="Nobody is in this group yet">
          Add contacts, and you can text them together, each in private.
        </Empty>
      )}
      {members.length > 0 && (
        <List label="Members">
          {members.map((member) => (
            <li key={member.id}>
              <MemberRow
                member={member}
                busy={change.isPending && Boolean(change.variables?.remove?.includes(member.id))}
                onRemove={may ? () => remove(member) : undefined}
              />
            </li>
          ))}
        </List>
      )}
      <More query={query} />
      <AddMembers group={group} open={adding} onClose={() => setAdding(false)} />
    </Section>
  );
}
