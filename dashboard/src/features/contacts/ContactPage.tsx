import { Page } from "@/shared/ui/Page";
import { Empty } from "@/shared/ui/States";

export function ContactPage() {
  return (
    <Page title="Contacts">
      <Empty icon="contacts" title="Soon" />
    </Page>
  );
}
