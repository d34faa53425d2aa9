import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { rowsOf } from "@/api/pages";
import type { BroadcastShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { List } from "@/shared/ui/List";
import { More } from "@/shared/ui/More";
import { Section } from "@/shared/ui/Section";
import { Failed, Loading } from "@/shared/ui/States";
import { Download } from "./Download";
import { isCutOff, isOver } from "./progress";
import { RecipientRow } from "./RecipientRow";
import { recipientsQuery } from "./recipients";
import { type Shown, shownLabel } from "./responses";

interface RecipientsProps {
  broadcast: BroadcastShape;
  shown: Shown | null;
  onAll: () => void;
}

/** Who gets it, who got it, who was refused and why. */
export function Recipients({ broadcast, shown, onAll }: RecipientsProps) {
  const query = useInfiniteQuery({
    ...recipientsQuery(broadcast.id, shown),
    placeholderData: keepPreviousData,
  });
  const recipients = rowsOf(query.data);
  const end = (
    <span className="flex">
      {shown && (
        <Button look="quiet" className="px-3 whitespace-nowrap" onClick={onAll}>
          Show all
        </Button>
      )}
      {recipients.length > 0 && <Download broadcast={broadcast} shown={shown} />}
    </span>
  );
  return (
    <Section title={shown ? `Recipients: ${shownLabel(shown).toLowerCase()}` : "Recipients"} end={end}>
      {query.isPending && <Loading rows={3} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && recipients.length === 0 && (
        <p className="py-6 text-center text-soft">{nobody(broadcast, shown)}</p>
      )}
      {recipients.length > 0 && (
        <List label="Recipients">
          {recipients.map((recipient) => (
            <li key={recipient.contact.id}>
              <RecipientRow recipient={recipient} over={isCutOff(broadcast)} />
            </li>
          ))}
        </List>
      )}
      <More query={query} />
    </Section>
  );
}

function nobody({ stage }: BroadcastShape, shown: Shown | null): string {
  return shown || isOver(stage) ? "Nobody here." : "The list is being made.";
}
