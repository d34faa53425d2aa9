import { useInfiniteQuery } from "@tanstack/react-query";
import { rowsOf } from "@/api/pages";
import type { GroupShape } from "@/api/types.gen";
import { List } from "@/shared/ui/List";
import { More } from "@/shared/ui/More";
import { Section } from "@/shared/ui/Section";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { LineChoice, useAskedLine } from "./LineChoice";
import { MemberRow } from "./MemberRow";
import { membersQuery } from "./queries";
import { type ApiRule, asksALine } from "./rule";
import { sizeInWords } from "./size";

/** Whom a rule means now, page by page. */
export function LiveMembers({ group }: { group: GroupShape }) {
  const needed = asksALine((group.rule ?? {}) as ApiRule);
  const asked = useAskedLine(needed);
  const query = useInfiniteQuery({
    ...membersQuery(group.id, asked.line),
    enabled: !needed || asked.line !== null,
  });
  const members = rowsOf(query.data);
  return (
    <Section title={sizeInWords(group.size)}>
      <LineChoice asked={asked} />
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && members.length === 0 && !query.hasNextPage && (
        <Empty icon="group" title="Nobody fits now">
          Whoever does later belongs to it by itself.
        </Empty>
      )}
      {members.length > 0 && (
        <List label="Members">
          {members.map((member) => (
            <li key={member.id}>
              <MemberRow member={member} busy={false} onRemove={undefined} />
            </li>
          ))}
        </List>
      )}
      <More query={query} />
    </Section>
  );
}
