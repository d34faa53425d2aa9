import { Page } from "@/shared/ui/Page";
import { Empty } from "@/shared/ui/States";

export function NewBroadcastPage() {
  return (
    <Page title="Broadcasts">
      <Empty icon="contacts" title="Soon" />
    </Page>
  );
}
