import { LinkTabs } from "@/shared/ui/LinkTabs";

/** The ways to look at leads; the board takes a wide screen. */
export function LeadTabs({ wide }: { wide: boolean }) {
  return (
    <div className="-mx-4 -mt-5 mb-4">
      <LinkTabs
        label="Leads"
        exact
        tabs={[
          { to: "/leads", label: "List" },
          ...(wide ? [{ to: "/leads/board", label: "Board" } as const] : []),
          { to: "/leads/speed", label: "Speed" },
        ]}
      />
    </div>
  );
}

/** Pixels from which on the stages stand beside each other. */
export const BOARD_WIDTH = 900;
