import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { rowsOf } from "@/api/pages";
import type { BroadcastShape } from "@/api/types.gen";
import { List } from "@/shared/ui/List";
import { More } from "@/shared/ui/More";
import { Section } from "@/shared/ui/Section";
import { Failed, Loading } from "@/shared/ui/States";
import { BroadcastRow } from "./BroadcastRow";
import { occurrencesQuery } from "./occurrencesQuery";

/** What was sent of one that comes again, newest first. */
export function Occurrences({ broadcast }: { broadcast: BroadcastShape }) {
  const query = useInfiniteQuery(occurrencesQuery(broadcast));
  const sent = rowsOf(query.data);
  return (
    <Section title="Its times so far">
      {query.isPending && <Loading rows={1} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && sent.length === 0 && (
        <p className="py-6 text-center text-soft">Nothing of it was sent yet.</p>
      )}
      {sent.length > 0 && (
        <List label="Its times so far">
          {sent.map((one) => (
            <li key={one.id}>
              <BroadcastRow broadcast={one} />
            </li>
          ))}
        </List>
      )}
      <More query={query} />
    </Section>
  );
}

/** From what was sent at one time, the way to what comes again. */
export function SeriesLink({ of }: { of: string }) {
  return (
    <Link to="/broadcasts/$broadcastId" params={{ broadcastId: of }} className="underline">
      a broadcast that comes again
    </Link>
  );
}
