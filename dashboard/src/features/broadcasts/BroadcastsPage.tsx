import { Page } from "@/shared/ui/Page";
import { Empty } from "@/shared/ui/States";

export function BroadcastsPage() {
  return (
    <Page title="Broadcasts">
      <Empty icon="contacts" title="Soon" />
    </Page>
  );
}
