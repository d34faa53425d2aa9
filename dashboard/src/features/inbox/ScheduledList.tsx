import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "@/api/me";
import { rowsOf } from "@/api/pages";
import { upcomingQuery } from "@/api/upcoming";
import { More } from "@/shared/ui/More";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { ScheduledRow } from "./ScheduledRow";

/** The texts to one person that are to go later, next first, in whatever conversation. */
export function ScheduledList({ line, manyLines }: { line: string | null; manyLines: boolean }) {
  const query = useInfiniteQuery(upcomingQuery(line));
  const texts = rowsOf(query.data);
  return (
    <div className="flex-1 overflow-y-auto overscroll-contain">
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && texts.length === 0 && !query.hasNextPage && (
        <Empty icon="clock" title="Nothing scheduled to one person">
          <p className="mb-4">
            “Send later” keeps a text for a moment of your choice. Until it goes, it stands here and in its
            conversation.
          </p>
          <ToMany />
        </Empty>
      )}
      {texts.length > 0 && (
        <ul aria-label="Scheduled texts" className="pb-2">
          {texts.map((text) => (
            <li key={text.message.id}>
              <ScheduledRow text={text} showLine={manyLines} />
            </li>
          ))}
        </ul>
      )}
      <More query={query} />
      {texts.length > 0 && !query.hasNextPage && (
        <div className="px-4 pt-3 pb-24 text-center">
          <ToMany />
        </div>
      )}
    </div>
  );
}

/** Where to look for what goes to many, which is not listed here. */
function ToMany() {
  if (!useMay("broadcast")) return null;
  return (
    <p className="text-sm text-soft text-pretty">
      Texts to one person stand here.{" "}
      <Link to="/broadcasts" className="font-medium text-brand-text underline underline-offset-4">
        Scheduled broadcasts
      </Link>{" "}
      and those that come again have a list of their own.
    </p>
  );
}
