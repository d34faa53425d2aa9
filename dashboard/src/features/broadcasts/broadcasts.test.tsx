import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BroadcastShape, RecipientShape } from "@/api/types.gen";
import { usualMoments } from "@/shared/schedule/moments";
import { aBroadcast, BROADCASTS, PREVIEW, PROGRESS, REFUSED } from "@/test/broadcasts";
import { lost, problem, type Seen, serve } from "@/test/serve";
import { invalid, MANAGER, USUAL, visit } from "@/test/usual";

const progress = PROGRESS;
const refused = REFUSED;
const broadcast = aBroadcast();
const preview = PREVIEW;
const known = { ...USUAL, ...BROADCASTS };

async function written(body = "Hello ") {
  const app = visit("/broadcasts/new?group=g1");
  await app.user.type(await screen.findByLabelText("Message"), body);
  await waitFor(() => expect(screen.getByLabelText("To")).toHaveValue("g1"));
  return app;
}

function sends(seen: Seen[]) {
  return seen.filter((asked) => asked.call === "POST /broadcasts");
}

describe("a new broadcast", () => {
  it("sends nothing before it tells how many get it and who is refused and why", async () => {
    const seen = serve(known);
    const { user } = await written();
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Send to 2 people?" });
    const why = within(sheet).getByRole("region", { name: "Refused" });
    expect(why).toHaveTextContent("This contact opted out.");
    expect(why).toHaveTextContent("Cara Cedar");
    expect(within(sheet).getByText("1 does not get it.")).toBeVisible();
    const read = within(sheet).getByText("Hi Ana");
    expect(why.compareDocumentPosition(read)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(sheet).toHaveTextContent("One segment each, 2 in all.");
    expect(sheet).toHaveTextContent("Hi Ana");
    expect(sends(seen)).toEqual([]);
  });

  it("tells a role that may not write to groups before anything is written", async () => {
    serve({ ...known, "GET /me": { ...MANAGER, role: "limited", may: ["answer"] } });
    visit("/broadcasts/new?group=g1");
    expect(await screen.findByText(/Your role lets you answer/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Review" })).toBeDisabled();
  });

  it("goes out once when its button is tapped twice", async () => {
    const seen = serve(known);
    const { user, router } = await written();
    await user.click(screen.getByRole("button", { name: "Review" }));
    await user.dblClick(await screen.findByRole("button", { name: "Send to 2 people" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/broadcasts/b1"));
    expect(sends(seen)).toHaveLength(1);
    expect(sends(seen)[0]?.body).toEqual({ line: "l1", group: "g1", body: "Hello " });
  });

  it("is scheduled for a moment that is chosen, by a zone that is named, and may go now again", async () => {
    const seen = serve(known);
    const { user } = await written();
    const when = screen.getByRole("region", { name: "When it goes" });
    expect(when).toHaveTextContent("Now, as soon as you confirm");
    await user.click(within(when).getByRole("button", { name: "Change" }));
    await user.click(screen.getByLabelText("Another day and time"));
    await user.keyboard("{Enter}");
    expect(seen.some((asked) => asked.call === "POST /broadcasts/preview")).toBe(false);
    await user.click(screen.getByRole("button", { name: /^Tomorrow morning/ }));
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Schedule for 2 people?" });
    expect(sheet).toHaveTextContent(/It goes on .*9:00 AM, by your own clock \(.+\)\./);
    const tomorrow = usualMoments(new Date()).at(-1)?.at.toISOString();
    expect(seen.find((asked) => asked.call === "POST /broadcasts/preview")?.body).toMatchObject({
      send_at: tomorrow,
    });
    await user.click(within(sheet).getByRole("button", { name: "Back" }));
    await user.click(within(when).getByRole("button", { name: "Change" }));
    await user.click(screen.getByRole("button", { name: "Now" }));
    await user.click(screen.getByRole("button", { name: "Review" }));
    await user.click(await screen.findByRole("button", { name: "Send to 2 people" }));
    await waitFor(() => expect(sends(seen)[0]?.body).toEqual({ line: "l1", group: "g1", body: "Hello " }));
  });

  it("goes at a time of day where each person is, and tells the waves", async () => {
    const wave = (until: string, zone: string, recipients: number) => ({
      until,
      zone,
      code: "local_time",
      reason: "It goes at 09:00 there.",
      recipients,
    });
    const seen = serve({
      ...known,
      "POST /broadcasts/preview": {
        ...preview,
        waiting: 2,
        waits: [
          wave("2026-12-01T14:00:00Z", "America/New_York", 1),
          wave("2026-12-01T17:00:00Z", "America/Los_Angeles", 1),
        ],
      },
    });
    const { user } = await written();
    const when = screen.getByRole("region", { name: "When it goes" });
    await user.click(within(when).getByRole("button", { name: "Change" }));
    await user.click(screen.getByRole("checkbox", { name: "At this time of day where each person is" }));
    await user.click(screen.getByRole("button", { name: /^Tomorrow morning/ }));
    expect(when).toHaveTextContent(/9:00 AM where each person is/);
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Schedule for 2 people?" });
    expect(sheet).toHaveTextContent(/It goes on .*9:00 AM where each person is\./);
    const waves = within(sheet).getByRole("region", { name: "At that time" });
    expect(waves).toHaveTextContent("1 on Tue, Dec 1, 9:00 AM there");
    expect(sheet).toHaveTextContent("2 get it at that time, where they are.");
    expect(within(sheet).queryByRole("region", { name: "Waiting" })).toBeNull();
    await user.click(within(sheet).getByRole("button", { name: "Schedule for 2 people" }));
    await waitFor(() => expect(sends(seen)).toHaveLength(1));
    const body = sends(seen)[0]?.body as Record<string, unknown>;
    expect(body.send_at_local).toMatch(/^\d{4}-\d\d-\d\dT09:00$/);
    expect(body).not.toHaveProperty("send_at");
  });

  it("is reviewed and sent though its line is held, and tells why nothing goes yet", async () => {
    const why = "Carriers have not verified this line yet (pending). Its texts wait until they have.";
    const held = { until: "2026-11-30T15:15:00Z", zone: "", code: "line_held", reason: why, recipients: 2 };
    const seen = serve({ ...known, "POST /broadcasts/preview": { ...preview, waiting: 2, waits: [held] } });
    const { user } = await written();
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Send to 2 people?" });
    expect(within(sheet).getByRole("region", { name: "Waiting" })).toHaveTextContent(why);
    await user.click(within(sheet).getByRole("button", { name: "Send to 2 people" }));
    await waitFor(() => expect(sends(seen)).toHaveLength(1));
  });

  it("comes again on the days that are chosen, until a last day", async () => {
    const seen = serve(known);
    const { user } = await written();
    const when = screen.getByRole("region", { name: "When it goes" });
    expect(screen.queryByLabelText("Comes again")).not.toBeInTheDocument();
    await user.click(within(when).getByRole("button", { name: "Change" }));
    await user.click(screen.getByRole("button", { name: /^Tomorrow morning/ }));
    await user.selectOptions(screen.getByLabelText("Comes again"), "Each week");
    const days = screen.getByRole("group", { name: "On these days" });
    for (const day of within(days).getAllByRole("checkbox")) {
      if (!(day as HTMLInputElement).checked) await user.click(day);
    }
    await user.type(screen.getByLabelText("Last day"), "2099-01-31");
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Schedule for 2 people?" });
    expect(sheet).toHaveTextContent(
      /Each day at 9:00 AM in .*, until 2099-01-31\. First it goes on .*9:00 AM your time/,
    );
    await user.click(within(sheet).getByRole("button", { name: "Schedule for 2 people" }));
    await waitFor(() => expect(sends(seen)).toHaveLength(1));
    expect(sends(seen)[0]?.body).toMatchObject({
      repeat: {
        weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        until: "2099-01-31",
      },
    });
  });

  it("shortens links where that is asked for, and tells where they lead", async () => {
    const seen = serve({
      ...known,
      "POST /broadcasts/preview": {
        ...preview,
        links: [
          { url: "https://shop.example.com/a", host: "shop.example.com", own: true },
          { url: "https://blog.example.org/b", host: "blog.example.org", own: false },
        ],
        warnings: [{ code: "public_shortener", sentence: "Carriers filter texts with links of bit.ly." }],
      },
    });
    const { user } = await written();
    await user.click(screen.getByRole("checkbox", { name: "Shorten links and count clicks" }));
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Send to 2 people?" });
    expect(sheet).toHaveTextContent("Carriers filter texts with links of bit.ly.");
    const links = within(sheet).getByRole("region", { name: "Short links" });
    expect(links).toHaveTextContent("2 links are shortened");
    expect(links).toHaveTextContent("https://shop.example.com/a: opens at once.");
    expect(links).toHaveTextContent("a page first says that it leads to blog.example.org");
    await user.click(within(sheet).getByRole("button", { name: "Send to 2 people" }));
    await waitFor(() => expect(sends(seen)[0]?.body).toMatchObject({ short_links: true }));
  });

  it("keeps its key through lost answers and a second review of the same order", async () => {
    let away = true;
    const seen = serve({
      ...known,
      "POST /broadcasts": () => {
        if (away) lost();
        return broadcast;
      },
    });
    const { user, router } = await written();
    await user.click(screen.getByRole("button", { name: "Review" }));
    await user.click(await screen.findByRole("button", { name: "Send to 2 people" }));
    expect(await screen.findByRole("alert", {}, { timeout: 4000 })).toHaveTextContent("No connection");
    await user.click(screen.getByRole("button", { name: "Back" }));
    away = false;
    await user.click(screen.getByRole("button", { name: "Review" }));
    await user.click(await screen.findByRole("button", { name: "Send to 2 people" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/broadcasts/b1"));
    const keys = sends(seen).map((asked) => asked.headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toBeTruthy();
  });

  it("gets another key once another one went out", async () => {
    const seen = serve(known);
    const { user, router } = await written();
    for (const round of [1, 2]) {
      if (round === 2) {
        await router.navigate({ to: "/broadcasts/new", search: { group: "g1" } });
        await user.type(await screen.findByLabelText("Message"), "Hello ");
      }
      await user.click(screen.getByRole("button", { name: "Review" }));
      await user.click(await screen.findByRole("button", { name: "Send to 2 people" }));
      await waitFor(() => expect(router.state.location.pathname).toBe("/broadcasts/b1"));
    }
    const keys = sends(seen).map((asked) => asked.headers.get("Idempotency-Key"));
    expect(new Set(keys).size).toBe(2);
  });

  it("takes a field at the caret and shows an unknown one at the message", async () => {
    const fault = "There is no field {{shoe}}. Use {{first_name}}.";
    serve({ ...known, "POST /broadcasts/preview": () => invalid({ body: fault }) });
    const { user } = await written("Hi ");
    await user.click(screen.getByRole("button", { name: "First name" }));
    const message = screen.getByLabelText("Message");
    expect(message).toHaveValue("Hi {{first_name|there}}");
    await user.click(screen.getByRole("button", { name: "Review" }));
    expect(await screen.findByText(fault)).toBeVisible();
    expect(message).toHaveFocus();
    await user.type(message, "!");
    expect(screen.queryByText(fault)).not.toBeInTheDocument();
  });

  it("goes to more people, leaves some out and skips others", async () => {
    const other = {
      id: "g2",
      name: "Autumn list",
      live: true,
      size: null,
      created_at: "2026-11-01T10:00:00Z",
    };
    const seen = serve({
      ...known,
      "GET /groups": { items: [...known["GET /groups"].items, other] },
      "GET /contacts": { items: [{ ...refused, first_name: "Cara" }] },
    });
    const { user } = await written();
    await user.click(screen.getByText("More or fewer people"));
    await user.type(screen.getByLabelText("Also to"), "autumn");
    await user.click(await screen.findByRole("option", { name: /Autumn list.*Group/ }));
    await user.type(screen.getByLabelText("Leave out"), "cara");
    await user.click(await screen.findByRole("option", { name: /Cara Cedar/ }));
    await user.click(screen.getByLabelText("Skip who is in a conversation on this line"));
    await user.selectOptions(
      screen.getByLabelText("Skip who was texted lately"),
      "Who was texted in the last week",
    );
    await user.click(screen.getByRole("button", { name: "Review" }));
    await user.click(await screen.findByRole("button", { name: "Send to 2 people" }));
    await waitFor(() => expect(sends(seen)).toHaveLength(1));
    expect(sends(seen)[0]?.body).toEqual({
      line: "l1",
      group: "g1",
      groups: ["g2"],
      exclude: { groups: [], contacts: ["c3"] },
      skip: { active_conversation: true, texted_within_days: 7 },
      body: "Hello ",
    });
  });

  it("tells cost and time, who is skipped, and how three read it", async () => {
    const longest = { contact: refused, body: "Hi Cara, the longest", segments: 2 };
    const skips = [
      { code: "skipped_recent", reason: "Skipped: texted lately.", rule: "SD-14", recipients: 1200 },
    ];
    serve({
      ...known,
      "POST /broadcasts/preview": {
        ...preview,
        basis: "sample",
        judged: 5000,
        recipients: 12000,
        skipped: 1200,
        skipped_by: skips,
        segments: 2,
        segments_average: 1.4,
        segments_total: 15120,
        cost: { ...preview.cost, amount: 178.42 },
        seconds: 5040,
        samples: [longest, ...preview.samples],
      },
    });
    const { user } = await written();
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Send to about 10,799 people?" });
    expect(sheet).toHaveTextContent("Estimated: 5,000 were looked at one by one");
    expect(sheet).toHaveTextContent("Up to 2 segments each, 1.4 on average, 15,120 in all.");
    expect(sheet).toHaveTextContent("About $178.42, $0.0118 a segment with carriers’ fees");
    expect(sheet).toHaveTextContent("About 84 minutes");
    expect(within(sheet).getByRole("region", { name: "Skipped" })).toHaveTextContent(
      "1,200 people are skipped",
    );
    const read = within(sheet).getByRole("list", { name: "As they read it" });
    expect(
      within(read)
        .getAllByRole("listitem")
        .map((item) => item.textContent),
    ).toEqual(["Hi Cara, the longestCara Cedar, the longest", "Hi AnaAna Alder", "Hi BenBen Birch"]);
  });

  it("writes special characters plainly at one tap, and looks anew", async () => {
    const quote = { character: "’", name: "right single quotation mark", count: 2, replacement: "'" };
    const flower = { character: "🌷", name: "tulip", count: 1, replacement: null };
    const special = { ...preview, encoding: "UCS-2", special_recipients: 2, replacements: [quote, flower] };
    const seen = serve({
      ...known,
      "POST /broadcasts/preview": ({ body }: Seen) =>
        JSON.stringify(body).includes("’") ? special : { ...preview, recipients: 4 },
    });
    const { user } = await written("It’s Ben’s 🌷");
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Send to 2 people?" });
    const hint = within(sheet).getByRole("region", { name: "Special characters" });
    expect(hint).toHaveTextContent("“’” (2 times) → “'”, “🌷”");
    await user.click(within(hint).getByRole("button", { name: "Write them plainly" }));
    await user.click(await screen.findByRole("button", { name: "Send to 3 people" }));
    await waitFor(() => expect(sends(seen)).toHaveLength(1));
    expect(sends(seen)[0]?.body).toMatchObject({ body: "It's Ben's 🌷" });
  });

  it("cannot be sent to a group of which nobody can get it", async () => {
    serve({ ...known, "POST /broadcasts/preview": { ...preview, refused: 3 } });
    const { user } = await written();
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Nobody can get this text" });
    expect(within(sheet).getByRole("button", { name: /^Send/ })).toBeDisabled();
    expect(sheet).toHaveTextContent("And 2 more.");
    expect(within(sheet).queryByText("Cost")).toBeNull();
  });

  it.each([
    [{ left_out: 1 }, "1 person is left outYou chose so under “Leave out”."],
    [{ left_out: 1204 }, "1,204 people are left out"],
    [{}, "Nobody is in the groups and contacts that you chose."],
  ])("says why where all were left out, or nobody was there: %o", async (more, words) => {
    const none = { recipients: 0, judged: 0, refused: 0, refused_by: [], refused_sample: [], samples: [] };
    serve({ ...known, "POST /broadcasts/preview": { ...preview, ...none, ...more } });
    const { user } = await written();
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Nobody can get this text" });
    expect(sheet).toHaveTextContent(words);
    expect(within(sheet).getByRole("button", { name: /^Send/ })).toBeDisabled();
  });

  it("survives a reload before it is sent", async () => {
    serve(known);
    await written("Keep me");
    expect(localStorage.getItem("parley.broadcast")).toContain("Keep me");
  });
});

describe("a broadcast", () => {
  const recipient = (
    status: RecipientShape["status"],
    more: Partial<RecipientShape> = {},
  ): RecipientShape => ({
    contact: { id: `c-${status}`, name: `Who is ${status}`, phone: "+12025550110" },
    status,
    thread: `l1-c-${status}`,
    ...more,
  });
  const trouble = {
    code: 30003,
    title: "Phone off",
    plain: "The phone was off.",
    remedy: "Try again later.",
  };
  const rows = [
    recipient("delivered"),
    recipient("undelivered", { trouble }),
    recipient("suppressed", { reason: "This contact opted out." }),
  ];

  it("tells of each recipient what became of its text and what to do", async () => {
    serve({ ...known, "GET /broadcasts/b1/recipients": { items: rows } });
    visit("/broadcasts/b1");
    const failed = await screen.findByRole("link", { name: /Who is undelivered/ });
    expect(failed).toHaveTextContent("The phone was off. Try again later.");
    expect(failed).toHaveAttribute("href", "/t/l1-c-undelivered");
    expect(screen.getByRole("link", { name: /Who is suppressed/ })).toHaveTextContent(
      "This contact opted out.",
    );
  });

  it("lists the recipients of every state that is counted in the chosen number", async () => {
    const seen = serve({
      ...known,
      "GET /broadcasts/b1/recipients": ({ query }) => ({
        items: rows.filter((row) => !query.get("status") || row.status === query.get("status")),
      }),
    });
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: /1\s*Failed/ }));
    await waitFor(() => expect(screen.getAllByTestId("recipient")).toHaveLength(1));
    await user.click(screen.getByRole("button", { name: "Show more" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument());
    const asked = seen.map((one) => one.query.get("status")).filter(Boolean);
    expect(asked).toEqual(["undelivered", "failed"]);
  });

  it("follows what happens while it runs", async () => {
    let asked = 0;
    const running = { ...broadcast, stage: "running", progress: { ...progress, delivered: 0, queued: 1 } };
    serve({
      ...known,
      "GET /broadcasts/b1": () => {
        asked += 1;
        return asked === 1 ? running : broadcast;
      },
    });
    visit("/broadcasts/b1");
    expect(await screen.findByText("Sending…")).toBeVisible();
    expect(await screen.findByText("All texts are out", {}, { timeout: 4000 })).toBeVisible();
    const bar = screen.getAllByRole("progressbar").at(-1);
    expect(bar).toHaveAttribute("aria-valuetext", "3 of 3 done, 1 delivered, 1 failed, 1 refused");
  });
});

describe("a broadcast that is steered", () => {
  const running: BroadcastShape = {
    ...broadcast,
    stage: "running",
    steerable: true,
    progress: { ...progress, delivered: 0, queued: 1 },
  };
  const paused: BroadcastShape = { ...running, stage: "paused" };

  it("is paused and resumed by one tap each", async () => {
    let now = running;
    const seen = serve({
      ...known,
      "GET /broadcasts/b1": () => now,
      "POST /broadcasts/b1/pause": () => {
        now = paused;
        return now;
      },
      "POST /broadcasts/b1/resume": () => {
        now = running;
        return now;
      },
    });
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: "Pause" }));
    expect(await screen.findByText("Nothing more goes until it is resumed.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Resume" }));
    expect(await screen.findByText("Sending…")).toBeVisible();
    const acts = seen.map((asked) => asked.call).filter((call) => call.startsWith("POST"));
    expect(acts).toEqual(["POST /broadcasts/b1/pause", "POST /broadcasts/b1/resume"]);
  });

  it.each([
    [{ recipients: 0, delivered: 0, failed: 0, refused: 0, queued: 0 }, undefined],
    [{ recipients: 9, queued: 3, delivered: 6, failed: 0, refused: 0 }, "6 of 9 so far"],
  ])("counts in its row by what is known now, not when the list came", async (now, said) => {
    const listed = { ...running, listing: true, progress: { ...progress, recipients: 0 } };
    const live = { ...listed, progress: { ...progress, ...now } };
    serve({ ...known, "GET /broadcasts": { items: [listed] }, "GET /broadcasts/b1": live });
    visit("/broadcasts");
    const row = await screen.findByTestId("broadcast-row");
    if (said) await waitFor(() => expect(row).toHaveTextContent(said));
    expect(row).not.toHaveTextContent(/ of 0/);
  });

  it("does not promise a time while it is paused", async () => {
    const next_at = "2026-11-02T13:00:00Z";
    const waiting = { ...progress, delivered: 0, waiting: 1 };
    const waits: BroadcastShape = { ...running, progress: waiting, next_at };
    serve({
      ...known,
      "GET /broadcasts": { items: [waits] },
      "GET /broadcasts/b1": waits,
      "POST /broadcasts/b1/pause": { ...waits, stage: "paused" },
    });
    const { user } = visit("/broadcasts/b1");
    expect(await screen.findByText(/1 person waits/)).toHaveTextContent("The next text goes by itself on");
    expect(screen.getByTestId("broadcast-row")).toHaveTextContent("Waiting");
    await user.click(screen.getByRole("button", { name: "Pause" }));
    await screen.findByText("Nothing more goes until it is resumed.");
    expect(screen.getByText(/1 person waits/)).not.toHaveTextContent("goes by itself");
  });

  it("shows no empty numbers of what is under way once all is at rest", async () => {
    serve({ ...known, "GET /broadcasts/b1": { ...broadcast, group: "", group_name: "3 people" } });
    visit("/broadcasts/b1");
    expect(await screen.findByRole("button", { name: /1\s*Delivered/ })).toBeVisible();
    expect(screen.queryByRole("button", { name: /Queued|Sending/ })).not.toBeInTheDocument();
    const text = screen.getByRole("region", { name: "Text" });
    expect(within(text).queryByRole("link")).not.toBeInTheDocument();
  });

  it("that comes again can be paused as a whole, and tells when it goes next", async () => {
    const repeat = { weekdays: ["monday"], time: "09:00", zone: "America/New_York" };
    const series = { ...running, stage: "scheduled", send_at: "2099-01-05T14:00:00Z", repeat };
    const seen = serve({
      ...known,
      "GET /broadcasts/b1": series,
      "POST /broadcasts/b1/pause": { ...series, stage: "paused" },
    });
    const { user } = visit("/broadcasts/b1");
    expect(await screen.findByText(/Each Monday at 9:00 AM in New York\. Next it goes on/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    const sheet = await screen.findByRole("dialog", { name: "Cancel this broadcast?" });
    expect(sheet).toHaveTextContent("It will not come again");
    await user.click(within(sheet).getByRole("button", { name: "Keep it" }));
    await user.click(screen.getByRole("button", { name: "Pause" }));
    await waitFor(() => expect(seen.some((asked) => asked.call.endsWith("/pause"))).toBe(true));
  });

  it("is cancelled only after it was said what that means", async () => {
    const cancelled = {
      ...running,
      stage: "cancelled",
      progress: { ...progress, delivered: 0, cancelled: 1 },
    };
    const seen = serve({ ...known, "GET /broadcasts/b1": running, "POST /broadcasts/b1/cancel": cancelled });
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: "Cancel the rest" }));
    const sheet = await screen.findByRole("dialog", { name: "Cancel the rest of this broadcast?" });
    expect(sheet).toHaveTextContent("1 of 3 texts have not gone yet.");
    expect(within(sheet).queryByRole("button", { name: "Cancel" })).toBeNull();
    expect(within(sheet).getByRole("button", { name: "Keep sending" })).toBeVisible();
    expect(seen.some((asked) => asked.call.endsWith("/cancel"))).toBe(false);
    await user.click(within(sheet).getByRole("button", { name: "Cancel the rest" }));
    await waitFor(() => expect(seen.some((asked) => asked.call.endsWith("/cancel"))).toBe(true));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("tells totals as those so far while the list is still being made", async () => {
    serve({ ...known, "GET /broadcasts/b1": { ...paused, listing: true } });
    const { user } = visit("/broadcasts/b1");
    expect(await screen.findByText("2 of 3 so far")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Cancel the rest" }));
    expect(await screen.findByRole("dialog")).toHaveTextContent("Of 3 so far, 1 has not gone yet.");
  });

  it("tells why it cannot be stopped any more", async () => {
    const sentence = "All of this broadcast has gone already: there is nothing to stop any more.";
    serve({
      ...known,
      "GET /broadcasts/b1": running,
      "POST /broadcasts/b1/pause": () => problem(409, "broadcast_done", sentence),
    });
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: "Pause" }));
    expect(await screen.findByText(sentence)).toBeVisible();
  });

  it.each([
    { ...running, steerable: false },
    { ...broadcast, steerable: true },
  ])("has no buttons for whoever may not, and where nothing is to be stopped", async (shown) => {
    serve({ ...known, "GET /broadcasts/b1": shown });
    visit("/broadcasts/b1");
    await screen.findByLabelText("Progress", { selector: "section" });
    expect(screen.queryByRole("button", { name: /Pause|Resume|Cancel the rest/ })).not.toBeInTheDocument();
  });

  it("is given another moment before it goes", async () => {
    const scheduled = { ...running, stage: "scheduled", send_at: "2099-12-01T10:00:00Z", changeable: true };
    const log = serve({
      ...known,
      "GET /broadcasts/b1": scheduled,
      "PATCH /broadcasts/b1": (seen: Seen) => ({ ...scheduled, ...(seen.body as object) }),
    });
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: "Change the time" }));
    await user.click(screen.getByRole("button", { name: /^Tomorrow morning/ }));
    const tomorrow = usualMoments(new Date()).at(-1)?.at.toISOString();
    await waitFor(() =>
      expect(log.find((seen) => seen.call === "PATCH /broadcasts/b1")?.body).toEqual({ send_at: tomorrow }),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("tells when it goes, and can be cancelled before", async () => {
    const scheduled = { ...running, stage: "scheduled", send_at: "2026-12-01T10:00:00Z" };
    serve({ ...known, "GET /broadcasts/b1": scheduled });
    const { user } = visit("/broadcasts/b1");
    expect(await screen.findByText(/It goes by itself on/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /Pause|Resume/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    const sheet = await screen.findByRole("dialog", { name: "Cancel this broadcast?" });
    expect(sheet).toHaveTextContent("Nothing of it has gone, and nothing will.");
    expect(within(sheet).getByRole("button", { name: "Keep it" })).toBeVisible();
    expect(within(sheet).getByRole("button", { name: "Cancel it" })).toBeEnabled();
  });

  it("tells why some did not get it and what to do", async () => {
    const trouble = {
      code: 30006,
      title: "Landline",
      plain: "It takes no texts.",
      remedy: "Ask for another number.",
    };
    serve({
      ...known,
      "GET /broadcasts/b1": {
        ...broadcast,
        failed_by: [{ trouble, recipients: 1 }],
        refused_by: [{ code: "consent_no", reason: "This contact opted out.", recipients: 1 }],
      },
    });
    visit("/broadcasts/b1");
    const why = await screen.findByRole("region", { name: "Why some did not get it" });
    expect(why).toHaveTextContent("It takes no texts. Ask for another number.");
    expect(why).toHaveTextContent("This contact opted out.");
  });
});
