import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useMay } from "@/api/me";
import { rowsOf } from "@/api/pages";
import { IconButton } from "@/shared/ui/Button";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { List } from "@/shared/ui/List";
import { ListPane } from "@/shared/ui/ListPane";
import { More } from "@/shared/ui/More";
import { SearchField } from "@/shared/ui/SearchField";
import { Failed, Loading } from "@/shared/ui/States";
import { ContactRow } from "./ContactRow";
import { NewContact } from "./NewContact";
import { NoContacts } from "./NoContacts";
import { contactsQuery } from "./queries";

/** Contacts by name, found by the beginning of a name or number. */
export function ContactList() {
  const [typed, setTyped] = useState("");
  const [adding, setAdding] = useState(false);
  const q = useDeferredValue(typed.trim());
  const query = useInfiniteQuery({ ...contactsQuery(q), placeholderData: keepPreviousData });
  const contacts = rowsOf(query.data);
  const may = useMay("edit_contacts");
  return (
    <ListPane
      title="Contacts"
      actions={may && <IconButton icon="plus" label="Add a contact" onClick={() => setAdding(true)} />}
      top={
        <>
          <LinkTabs
            label="People"
            tabs={[
              { to: "/contacts", label: "Contacts" },
              { to: "/groups", label: "Groups" },
            ]}
          />
          <div className="px-3 py-2.5">
            <SearchField label="Search by name or number" value={typed} onChange={setTyped} />
          </div>
        </>
      }
    >
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && contacts.length === 0 && (
        <NoContacts searched={q} onAdd={may ? () => setAdding(true) : undefined} />
      )}
      {contacts.length > 0 && (
        <div className="px-4">
          <List label="Contacts">
            {contacts.map((contact) => (
              <li key={contact.id}>
                <ContactRow contact={contact} />
              </li>
            ))}
          </List>
        </div>
      )}
      <More query={query} />
      <NewContact open={adding} onClose={() => setAdding(false)} />
    </ListPane>
  );
}
