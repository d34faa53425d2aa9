import { Outlet, useChildMatches } from "@tanstack/react-router";
import { Panes } from "@/shared/ui/Panes";
import { Empty } from "@/shared/ui/States";
import { ContactList } from "./ContactList";

/** Everybody the brand knows, and the contact that is open. */
export function ContactsPage() {
  const open = useChildMatches().length > 0;
  return (
    <Panes list={<ContactList />} open={open}>
      {open ? (
        <Outlet />
      ) : (
        <Empty icon="contacts" title="Choose a contact">
          Details and consent open here, beside your list.
        </Empty>
      )}
    </Panes>
  );
}
