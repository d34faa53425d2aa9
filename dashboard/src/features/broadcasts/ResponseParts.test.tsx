import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { BroadcastShape, RecipientShape } from "@/api/types.gen";
import { serve } from "@/test/serve";
import { LINE, MANAGER, USUAL, visit } from "@/test/usual";

const broadcast: BroadcastShape = {
  id: "b1",
  line: { id: LINE.id, number: LINE.number, label: LINE.label },
  group: "g1",
  group_name: "Spring list",
  body: "Spring is here.",
  author: { id: MANAGER.id, name: MANAGER.name },
  at: "2026-11-01T10:00:00Z",
  stage: "done",
  progress: {
    recipients: 3,
    queued: 0,
    waiting: 0,
    sending: 0,
    sent: 0,
    delivered: 3,
    failed: 0,
    refused: 0,
    cancelled: 0,
  },
  responses: {
    texted: 3,
    replies: 1,
    reply_rate: 1 / 3,
    opt_outs: 1,
    opt_out_rate: 1 / 3,
    clicks: 0,
    click_rate: 0,
    openings: 0,
    within_days: 3,
    conversions: 1,
    conversion_rate: 1 / 3,
    won_within_days: 30,
  },
};

function recipient(name: string, more: Partial<RecipientShape> = {}): RecipientShape {
  return {
    contact: { id: `c-${name}`, name, phone: "+12025550110" },
    status: "delivered",
    thread: `l1-c-${name}`,
    ...more,
  };
}

const rows = [
  recipient("=Ana"),
  recipient("Ben", { replied: "2026-11-01T11:00:00Z" }),
  recipient("Cara", { opted_out: "2026-11-01T12:00:00Z" }),
];
const known = {
  ...USUAL,
  "GET /broadcasts": { items: [broadcast] },
  "GET /broadcasts/b1": broadcast,
  "GET /broadcasts/b1/recipients": ({ query }: { query: URLSearchParams }) => {
    const kind = query.get("response") as "replied" | "opted_out" | "clicked" | "converted" | null;
    return { items: rows.filter((row) => !kind || row[kind]) };
  },
};

afterEach(() => vi.restoreAllMocks());

describe("responses to a broadcast", () => {
  it("are counted, with their shares", async () => {
    serve(known);
    visit("/broadcasts/b1");
    expect(await screen.findByRole("button", { name: /1\s*33.3%\s*Replied/ })).toBeVisible();
    expect(screen.getByRole("button", { name: /1\s*33.3%\s*Opted out/ })).toBeVisible();
    expect(screen.getByText(/within 3 days of the text/)).toHaveTextContent("the 3 who were texted");
  });

  it("list who responded so, and everybody again", async () => {
    const seen = serve(known);
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: /Opted out/ }));
    expect(await screen.findByRole("heading", { name: "Recipients: opted out" })).toBeVisible();
    await waitFor(() => expect(screen.getAllByTestId("recipient")).toHaveLength(1));
    expect(screen.getByTestId("recipient")).toHaveTextContent("Cara");
    expect(seen.some((asked) => asked.query.get("response") === "opted_out")).toBe(true);
    await user.click(screen.getByRole("button", { name: "Show all" }));
    await waitFor(() => expect(screen.getAllByTestId("recipient")).toHaveLength(3));
  });

  it("list whose lead was won", async () => {
    const sold = recipient("Finn", { converted: "2026-11-09T11:00:00Z" });
    serve({
      ...known,
      "GET /broadcasts/b1/recipients": ({ query }) => ({
        items: query.get("response") === "converted" ? [sold] : [...rows, sold],
      }),
    });
    const { user } = visit("/broadcasts/b1");
    const region = await screen.findByRole("region", { name: "Responses" });
    expect(region).toHaveTextContent("leads won within 30.");
    await user.click(within(region).getByRole("button", { name: /1\s*33\.3%\s*Lead won/ }));
    await waitFor(() => expect(screen.getAllByTestId("recipient")).toHaveLength(1));
    expect(screen.getByTestId("recipient")).toHaveTextContent("Finn");
  });

  it("go along into the file, of all pages, in which no formula runs", async () => {
    serve({
      ...known,
      "GET /broadcasts/b1/recipients": ({ query }) =>
        query.get("cursor") ? { items: rows.slice(1) } : { items: rows.slice(0, 1), cursor: "next" },
    });
    const kept: Blob[] = [];
    vi.spyOn(URL, "createObjectURL").mockImplementation((file) => {
      kept.push(file as Blob);
      return "blob:kept";
    });
    vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => {});
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: "Download CSV" }));
    await waitFor(() => expect(kept).toHaveLength(1));
    const lines = (await kept[0]?.text())?.split("\r\n") ?? [];
    expect(lines[0]).toContain(
      '"Name","Number","State","Reason","Replied","Opted out","First click","Clicks","Lead won"',
    );
    expect(lines[1]).toBe(`"'=Ana","+12025550110","Delivered","","","","","",""`);
    expect(lines[2]).toBe('"Ben","+12025550110","Delivered","","2026-11-01T11:00:00Z","","","",""');
  });

  it("tell who opened a link, of a broadcast whose links are short", async () => {
    const clicked = { ...broadcast.responses, clicks: 2, click_rate: 2 / 3, openings: 5 };
    const opened = [recipient("Dora", { clicked: "2026-11-01T13:00:00Z", clicks: 4 }), recipient("Ed")];
    serve({
      ...known,
      "GET /broadcasts/b1": { ...broadcast, short_links: true, responses: clicked },
      "GET /broadcasts/b1/recipients": ({ query }) => ({
        items: query.get("response") === "clicked" ? opened.slice(0, 1) : opened,
      }),
    });
    const { user } = visit("/broadcasts/b1");
    const region = await screen.findByRole("region", { name: "Responses" });
    expect(region).toHaveTextContent("Links were opened 5 times in all.");
    await user.click(within(region).getByRole("button", { name: /2\s*66\.7%\s*Clicked a link/ }));
    await waitFor(() => expect(screen.getAllByTestId("recipient")).toHaveLength(1));
    expect(screen.getByTestId("recipient")).toHaveTextContent("Clicked");
  });

  it("do not tell of clicks where nobody counts them", async () => {
    serve(known);
    visit("/broadcasts/b1");
    const region = await screen.findByRole("region", { name: "Responses" });
    expect(region).not.toHaveTextContent(/click|opened/i);
  });

  it("are not shown while nobody was texted", async () => {
    const none = { ...broadcast.responses, texted: 0, replies: 0, opt_outs: 0, reply_rate: null };
    serve({ ...known, "GET /broadcasts/b1": { ...broadcast, responses: none } });
    visit("/broadcasts/b1");
    await screen.findByLabelText("Progress", { selector: "section" });
    expect(screen.queryByRole("region", { name: "Responses" })).not.toBeInTheDocument();
  });
});
