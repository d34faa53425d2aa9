import { Page } from "@/shared/ui/Page";
import { Empty } from "@/shared/ui/States";

export function ContactsPage() {
  return (
    <Page title="Contacts">
      <Empty icon="contacts" title="Soon" />
    </Page>
  );
}
