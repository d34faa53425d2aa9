import { LinkTabs } from "@/shared/ui/LinkTabs";

/** The ways to look at leads. */
export function LeadTabs() {
  return (
    <div className="-mx-4 -mt-5 mb-4">
      <LinkTabs
        label="Leads"
        exact
        tabs={[
          { to: "/leads", label: "List" },
          { to: "/leads/board", label: "Board" },
          { to: "/leads/speed", label: "Speed" },
        ]}
      />
    </div>
  );
}
