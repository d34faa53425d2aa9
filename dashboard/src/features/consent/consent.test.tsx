import { screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConsentLine, ConsentProof } from "@/api/types.gen";
import { aThread } from "@/test/fixtures";
import { serve } from "@/test/serve";
import { LINE, USUAL, visit } from "@/test/usual";

const line = { id: LINE.id, number: LINE.number, label: LINE.label };

const part: ConsentLine = {
  line,
  state: "no",
  stopped: false,
  frozen: false,
  basis: "none",
  until: null,
  whole: true,
  breach: null,
  events: [
    {
      number: 1,
      act: "opt_in",
      before: "none",
      after: "pending",
      at: "2026-11-20T10:00:00Z",
      source: "form",
      wording: "I agree to texts",
      message: null,
      actor: null,
      evidence: { ip: "192.0.2.1" },
      previous: "",
      digest: "aaaa1111",
    },
    {
      number: 2,
      act: "stop",
      before: "pending",
      after: "no",
      at: "2026-11-21T10:00:00Z",
      source: "text",
      wording: "Stop.",
      message: "01A",
      actor: null,
      evidence: {},
      previous: "aaaa1111",
      digest: "bbbb2222",
    },
  ],
  stop: null,
};

const proof: ConsentProof = {
  brand: "Acme",
  contact: { id: "c1", name: "Alma Ashby", phone: "+12025550110" },
  made_at: "2026-11-22T10:00:00Z",
  lines: [part],
};

const known = {
  ...USUAL,
  "GET /threads/l1-c1": aThread({ consent: "no" }),
  "GET /threads/l1-c1/messages": { items: [] },
  "PATCH /threads/l1-c1": aThread({ consent: "no" }),
  "GET /contacts/c1/consent": proof,
};

afterEach(() => vi.restoreAllMocks());

describe("the badge of a consent", () => {
  it("opens a sheet with the state in plain words, the history and the way back", async () => {
    serve(known);
    const { user } = visit("/t/l1-c1");
    const [badge] = await screen.findAllByRole("button", { name: /Opted out/ });
    if (badge) await user.click(badge);
    const sheet = await screen.findByRole("dialog", { name: "Consent" });
    expect(await within(sheet).findByText("This contact opted out of this line.")).toBeVisible();
    expect(within(sheet).getByText(/by texting START to this line/)).toBeVisible();
    expect(within(sheet).getByText("“Stop.”")).toBeVisible();
    expect(within(sheet).getByText(/record is whole/)).toBeVisible();
    expect(within(sheet).getByRole("link", { name: "Open the proof" })).toHaveAttribute(
      "href",
      "/contacts/c1/proof",
    );
  });

  it("says where a record is broken", async () => {
    const breach = { number: 2, what: "This event was altered." };
    serve({ ...known, "GET /contacts/c1/consent": { ...proof, lines: [{ ...part, whole: false, breach }] } });
    const { user } = visit("/t/l1-c1");
    const [badge] = await screen.findAllByRole("button", { name: /Opted out/ });
    if (badge) await user.click(badge);
    expect(await screen.findByText(/not whole, at event 2: This event was altered/)).toBeVisible();
  });
});

describe("the proof", () => {
  it("stands alone with every event, its words and its chain", async () => {
    serve(known);
    visit("/contacts/c1/proof");
    expect(await screen.findByRole("heading", { name: "Proof of consent" })).toBeVisible();
    expect(screen.queryByRole("navigation")).not.toBeInTheDocument();
    const section = screen.getByRole("region", { name: "Own line" });
    expect(within(section).getByText("“I agree to texts”")).toBeVisible();
    expect(within(section).getByText(/ip: 192.0.2.1/)).toBeVisible();
    expect(within(section).getByText("aaaa1111 → bbbb2222")).toBeVisible();
  });

  it("tells on a line that was stopped from another which event did, and every time with its zone", async () => {
    const other = { id: "l9", number: "+18005550100", label: "Shop" };
    const stop = { at: "2026-11-21T10:00:00Z", line, event: part.events[1] ?? null };
    const stopped = { ...part, line: other, state: "yes" as const, stopped: true, events: [], stop };
    serve({ ...known, "GET /contacts/c1/consent": { ...proof, lines: [part, stopped] } });
    visit("/contacts/c1/proof");
    const section = await screen.findByRole("region", { name: "Shop" });
    expect(within(section).getByText(/Stopped by a STOP to Own line/)).toBeVisible();
    expect(within(section).getByText("“Stop.”")).toBeVisible();
    expect(within(section).getByText("aaaa1111 → bbbb2222")).toBeVisible();
    const times = screen.getAllByText((_, element) => element?.tagName === "TIME");
    for (const time of times) expect(time).toHaveTextContent(/(UTC|GMT|[A-Z]{2,4}T)/);
  });

  it("tells only when where the other line is not this person's", async () => {
    const stop = { at: "2026-11-21T10:00:00Z", line: null, event: null };
    serve({ ...known, "GET /contacts/c1/consent": { ...proof, lines: [{ ...part, events: [], stop }] } });
    visit("/contacts/c1/proof");
    expect(await screen.findByText(/Stopped by a STOP to another line/)).toBeVisible();
  });

  it("is given as JSON, in a file whose name tells no number", async () => {
    serve(known);
    const made: Blob[] = [];
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: (file: Blob) => `blob:${made.push(file)}` }));
    URL.revokeObjectURL = () => undefined;
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    const { user } = visit("/contacts/c1/proof");
    await user.click(await screen.findByRole("button", { name: "Download JSON" }));
    expect(names).toEqual(["consent-c1.json"]);
    expect(JSON.parse(await (made[0] as Blob).text())).toEqual(proof);
  });

  it("is printed by the browser", async () => {
    serve(known);
    const print = vi.fn();
    vi.stubGlobal("print", print);
    const { user } = visit("/contacts/c1/proof");
    await user.click(await screen.findByRole("button", { name: "Print" }));
    expect(print).toHaveBeenCalledOnce();
  });
});
