import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BroadcastShape } from "@/api/types.gen";
import { problem, serve } from "@/test/serve";
import { LINE, MANAGER, USUAL, visit } from "@/test/usual";

const sent: BroadcastShape = {
  id: "b2",
  line: { id: LINE.id, number: LINE.number, label: LINE.label },
  group: "g1",
  group_name: "Spring list",
  body: "Open today",
  author: { id: MANAGER.id, name: MANAGER.name },
  at: "2026-11-02T14:00:00Z",
  stage: "done",
  of: "b1",
};
const series: BroadcastShape = {
  ...sent,
  id: "b1",
  of: null,
  stage: "scheduled",
  send_at: "2099-01-05T14:00:00Z",
  repeat: { weekdays: ["monday"], time: "09:00", zone: "America/New_York" },
};
const NONE = {
  recipients: 0,
  queued: 0,
  waiting: 0,
  sending: 0,
  sent: 0,
  delivered: 0,
  failed: 0,
  refused: 0,
  cancelled: 0,
};
const known = {
  ...USUAL,
  "GET /broadcasts/b1": series,
  "GET /broadcasts/b2": sent,
  "GET /broadcasts/b1/recipients": { items: [] },
  "GET /broadcasts/b2/recipients": { items: [] },
};

/** Of the series one page after the other; of all broadcasts none. */
function listed({ query }: { query: URLSearchParams }) {
  if (query.get("of") !== "b1") return { items: [] };
  return query.get("cursor") ? { items: [{ ...sent, id: "b3" }] } : { items: [sent], cursor: "further" };
}

describe("a broadcast that comes again", () => {
  it("lists what was sent of it and leads there and back", async () => {
    serve({ ...known, "GET /broadcasts": listed });
    const { user } = visit("/broadcasts/b1");
    const list = await screen.findByRole("list", { name: "Its times so far" });
    await user.click(screen.getByRole("button", { name: "Show more" }));
    const rows = await within(list).findAllByRole("link", { name: /Open today/ });
    expect(rows.map((row) => row.getAttribute("href"))).toEqual(["/broadcasts/b2", "/broadcasts/b3"]);
    await user.click(rows[0] as HTMLElement);
    const back = await screen.findByRole("link", { name: "a broadcast that comes again" });
    expect(back).toHaveAttribute("href", "/broadcasts/b1");
    expect(screen.queryByText("Its times so far")).not.toBeInTheDocument();
  });

  it.each([
    ["scheduled", /Each Monday at 9:00 AM in New York\. Next it goes on .* your time\./],
    ["paused", /Each Monday at 9:00 AM in New York\.(?! Next)/],
  ] as const)(
    "shows its rule and, while it is %s, when it goes next, and no numbers",
    async (stage, said) => {
      const shown = { ...series, stage, progress: NONE, counted_at: sent.at };
      serve({ ...known, "GET /broadcasts/b1": shown, "GET /broadcasts": listed });
      visit("/broadcasts/b1");
      const standing = await screen.findByRole("region", { name: "Progress" });
      expect(standing).toHaveTextContent(said);
      expect(standing).not.toHaveTextContent(/0 of 0|Counted at/);
      expect(within(standing).queryByRole("group", { name: "Show recipients" })).not.toBeInTheDocument();
      expect(screen.queryByRole("progressbar")).not.toBeInTheDocument();
      expect(await screen.findByRole("list", { name: "Its times so far" })).toBeVisible();
    },
  );

  it("shows no numbers in the list while it is paused", async () => {
    serve({ ...USUAL, "GET /broadcasts": { items: [{ ...series, stage: "paused", progress: NONE }] } });
    visit("/broadcasts");
    expect(await screen.findByTestId("broadcast-row")).not.toHaveTextContent("0 of 0");
  });

  it("says that nothing was sent yet, and that it could not be asked", async () => {
    serve({ ...known, "GET /broadcasts": { items: [] } });
    const { unmount } = visit("/broadcasts/b1");
    expect(await screen.findByText("Nothing of it was sent yet.")).toBeVisible();
    unmount();
    serve({
      ...known,
      "GET /broadcasts": ({ query }: { query: URLSearchParams }) =>
        query.get("of") ? problem(500, "internal", "It broke.") : { items: [] },
    });
    visit("/broadcasts/b1");
    expect(await screen.findByText("It broke.")).toBeVisible();
  });
});
