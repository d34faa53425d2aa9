import { useInfiniteQuery } from "@tanstack/react-query";
import { rowsOf } from "@/api/pages";
import { List } from "@/shared/ui/List";
import { More } from "@/shared/ui/More";
import { Page } from "@/shared/ui/Page";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { QuarantinedText } from "./QuarantinedText";
import { quarantineQuery } from "./queries";

/** Texts to numbers that are not lines of the brand: none is dropped, and whoever can mend it sees them. */
export function QuarantinePage() {
  const query = useInfiniteQuery(quarantineQuery);
  const texts = rowsOf(query.data);
  return (
    <Page title="Quarantine" back="/settings">
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && texts.length === 0 && (
        <Empty icon="check" title="Nothing here">
          A text to a number that is not one of your lines, or to a line that is switched off, would be kept
          here.
        </Empty>
      )}
      {texts.length > 0 && (
        <>
          <p className="mb-4 text-soft text-pretty">
            These texts came to a number that is not one of your lines, or to a line that is switched off.
            Once the line is in use, take them in: they are then answered from the number they were sent to.
            Until then, reach these people another way.
          </p>
          <List label="Texts in quarantine">
            {texts.map((text) => (
              <li key={text.id}>
                <QuarantinedText text={text} />
              </li>
            ))}
          </List>
        </>
      )}
      <More query={query} />
    </Page>
  );
}
