import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { contactQuery } from "@/api/contacts";
import { useMay } from "@/api/me";
import type { ContactShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { Button, buttonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { ConsentList } from "./ConsentList";
import { ContactDetails } from "./ContactDetails";
import { ContactEditor } from "./ContactEditor";
import { DeleteContact } from "./DeleteContact";

/** One contact: who it is, whether it may be texted, and what is known of it. */
export function ContactPage() {
  const { contactId } = useParams({ from: "/shell/contacts/$contactId" });
  const query = useQuery(contactQuery(contactId));
  return (
    <Page title={query.data ? nameOf(query.data) : "Contact"} back="/contacts" paned>
      {query.isPending && <Loading rows={3} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Contact key={contactId} contact={query.data} />}
    </Page>
  );
}

function Contact({ contact }: { contact: ContactShape }) {
  const [editing, setEditing] = useState(false);
  const mayEdit = useMay("edit_contacts");
  const mayDelete = useMay("delete_contacts");
  const mayText = useMay("initiate");
  if (editing) return <ContactEditor contact={contact} onClose={() => setEditing(false)} />;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col items-center gap-1 text-center">
        <Avatar name={contact.name} id={contact.id} size="size-20 text-2xl" />
        <p className="mt-2 text-lg">{contact.name ? pretty(contact.phone) : "No name yet"}</p>
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          {mayText && (
            <Link to="/new" search={{ to: contact.id }} className={buttonClass("primary")}>
              <Icon name="compose" className="size-5" />
              Text
            </Link>
          )}
          {mayEdit && <Button onClick={() => setEditing(true)}>Edit</Button>}
        </div>
      </div>
      <ConsentList contact={contact.id} consents={contact.consents ?? []} />
      <ContactDetails contact={contact} />
      {mayDelete && <DeleteContact contact={contact} />}
    </div>
  );
}

function nameOf(contact: ContactShape): string {
  return contact.name || pretty(contact.phone);
}
