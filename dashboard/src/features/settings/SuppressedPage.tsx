import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "@/api/me";
import { rowsOf } from "@/api/pages";
import type { SuppressedContact } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { full } from "@/shared/lib/time";
import { Button } from "@/shared/ui/Button";
import { List } from "@/shared/ui/List";
import { More } from "@/shared/ui/More";
import { Page } from "@/shared/ui/Page";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { suppressedQuery, useLift } from "./queries";

/** Contacts whose number takes no texts: why, since when, and the way to try again. */
export function SuppressedPage() {
  const query = useInfiniteQuery(suppressedQuery);
  const rows = rowsOf(query.data);
  return (
    <Page title="Suppressed contacts" back="/settings">
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && (
        <Empty icon="check" title="No number is suppressed">
          Numbers that cannot take texts, as the provider says, are listed here and not texted again.
        </Empty>
      )}
      <List label="Suppressed contacts">
        {rows.map((row) => (
          <Suppressed key={row.contact.id} row={row} />
        ))}
      </List>
      <More query={query} />
    </Page>
  );
}

function Suppressed({ row: { contact, unreachable } }: { row: SuppressedContact }) {
  const may = useMay("delete_contacts");
  const lift = useLift();
  const name = contact.name || pretty(contact.phone);
  return (
    <li className="flex flex-wrap items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className="font-medium underline">
          {name}
        </Link>
        {contact.name && <p className="text-sm text-soft">{pretty(contact.phone)}</p>}
        <p className="text-sm text-pretty">
          {unreachable.plain} {unreachable.remedy}
        </p>
        <p className="text-sm text-soft">
          {unreachable.since && `Since ${full(unreachable.since)}, `}error {unreachable.code}
        </p>
      </div>
      {may && (
        <Button aria-label={`Lift for ${name}`} busy={lift.isPending} onClick={() => lift.mutate(contact.id)}>
          Lift
        </Button>
      )}
    </li>
  );
}
