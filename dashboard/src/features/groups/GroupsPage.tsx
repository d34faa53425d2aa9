import { Page } from "@/shared/ui/Page";
import { Empty } from "@/shared/ui/States";

export function GroupsPage() {
  return (
    <Page title="Groups">
      <Empty icon="contacts" title="Soon" />
    </Page>
  );
}
