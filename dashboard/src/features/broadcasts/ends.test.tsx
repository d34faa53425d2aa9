import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aBroadcast, BROADCASTS, PROGRESS } from "@/test/broadcasts";
import { type Seen, serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";

const known = { ...USUAL, ...BROADCASTS };
const END = "2099-12-01T20:00";
const end = () => screen.findByLabelText("Not after (optional)");
const sent = (seen: Seen[], call: string) => seen.find((asked) => asked.call === call)?.body;
const SCHEDULED = aBroadcast({
  stage: "scheduled",
  send_at: "2099-12-01T10:00:00Z",
  steerable: true,
  changeable: true,
});

async function writing() {
  const app = visit("/broadcasts/new?group=g1");
  await app.user.type(await screen.findByLabelText("Message"), "Hello");
  await waitFor(() => expect(screen.getByLabelText("To")).toHaveValue("g1"));
  return app;
}

describe("a broadcast's end", () => {
  it("is chosen where it is written, and told before it is sent", async () => {
    const seen = serve(known);
    const { user } = await writing();
    fireEvent.change(await end(), { target: { value: END } });
    await user.click(screen.getByRole("button", { name: "Review" }));
    const sheet = await screen.findByRole("dialog", { name: "Send to 2 people?" });
    expect(sheet).toHaveTextContent(/Nothing more of it goes after Tuesday, December 1, 2099 at 8:00 PM/);
    await user.click(within(sheet).getByRole("button", { name: "Send to 2 people" }));
    const at = new Date(END).toISOString();
    await waitFor(() => expect(sent(seen, "POST /broadcasts")).toMatchObject({ not_after: at }));
    expect(sent(seen, "POST /broadcasts/preview")).toMatchObject({ not_after: at });
  });

  it("that cannot be is told at its field", async () => {
    const why = "Choose a time after the broadcast begins.";
    serve({ ...known, "POST /broadcasts/preview": () => invalid({ not_after: why }) });
    const { user } = await writing();
    fireEvent.change(await end(), { target: { value: "2020-01-01T10:00" } });
    await user.click(screen.getByRole("button", { name: "Review" }));
    expect(await screen.findByText(why)).toBeVisible();
    expect(await end()).toHaveAttribute("aria-invalid", "true");
  });

  it("is not asked for where it comes again, as each time ends when the next comes", async () => {
    const seen = serve(known);
    const { user } = await writing();
    fireEvent.change(await end(), { target: { value: END } });
    await user.click(screen.getByRole("button", { name: "Change" }));
    await user.click(screen.getByRole("button", { name: /^Tomorrow morning/ }));
    await user.selectOptions(screen.getByLabelText("Comes again"), "Each week");
    expect(screen.queryByLabelText("Not after (optional)")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Review" }));
    await screen.findByRole("dialog", { name: "Schedule for 2 people?" });
    expect(sent(seen, "POST /broadcasts/preview")).not.toHaveProperty("not_after");
  });

  it("stands on its page while it matters", async () => {
    const not_after = "2099-12-01T20:00:00Z";
    let now = aBroadcast({ stage: "running", progress: { ...PROGRESS, delivered: 0, queued: 1 }, not_after });
    serve({ ...known, "GET /broadcasts/b1": () => now });
    const first = visit("/broadcasts/b1");
    expect(await screen.findByText(/Nothing more of it goes after/)).toHaveTextContent("2099");
    first.unmount();
    now = { ...now, stage: "expired" };
    const second = visit("/broadcasts/b1");
    expect(await screen.findByText(/Its time ended on/)).toHaveTextContent(
      "Who had not got it by then does not.",
    );
    second.unmount();
    now = { ...now, stage: "done" };
    visit("/broadcasts/b1");
    await screen.findByText("All texts are out");
    expect(screen.queryByText(/goes after|time ended/)).toBeNull();
  });

  it("is set, changed and taken away before it goes", async () => {
    let now = SCHEDULED;
    const seen = serve({
      ...known,
      "GET /broadcasts/b1": () => now,
      "PATCH /broadcasts/b1": ({ body }: Seen) => {
        now = { ...now, ...(body as object) };
        return now;
      },
    });
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: "Set an end" }));
    fireEvent.change(await end(), { target: { value: END } });
    await user.click(screen.getByRole("button", { name: "Save" }));
    await user.click(await screen.findByRole("button", { name: "Change the end" }));
    expect(await end()).toHaveValue(END);
    await user.click(screen.getByRole("button", { name: "No end" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("button", { name: "Set an end" })).toBeVisible();
    const asked = seen.filter(({ call }) => call === "PATCH /broadcasts/b1").map(({ body }) => body);
    expect(asked).toEqual([{ not_after: new Date(END).toISOString() }, { not_after: null }]);
  });

  it("that comes before another time to go is named, as that time has no fault of its own", async () => {
    const why = "Choose a time after the broadcast begins.";
    serve({
      ...known,
      "GET /broadcasts/b1": { ...SCHEDULED, not_after: "2026-01-01T10:00:00Z" },
      "PATCH /broadcasts/b1": () => invalid({ not_after: why }),
    });
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: "Change the time" }));
    await user.click(screen.getByRole("button", { name: /^Tomorrow morning/ }));
    expect(await screen.findByText("It is to end before that. Change its end first.")).toBeVisible();
  });
});
