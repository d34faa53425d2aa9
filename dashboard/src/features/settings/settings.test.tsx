import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BrandSettings, RecaptureOverview } from "@/api/types.gen";
import { aLine, aPerson } from "@/test/fixtures";
import { problem, serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";

const brand: BrandSettings = {
  name: "Acme",
  help: "",
  stop_scope: "brand",
  zone: "America/New_York",
  countries: ["CA", "US"],
  texting: true,
  language: "en",
  delete_media: false,
  opt_ins_a_day: 500,
  remind_after: 24,
  close_after: 0,
  link_hosts: ["example.com"],
  escalate_after: 0,
  own_phone_answers: false,
  lead_hours: false,
  expires_after: 7,
  lead_target: 15,
  lead_targets: [],
  lead_escalate: 15,
  lead_strangers: false,
  lead_rules: [],
};
const ADMIN = aPerson({
  role: "admin",
  may: ["answer", "initiate", "delete_contacts", "manage_lines", "manage_settings", "edit_forms"],
});
const admin = { ...USUAL, "GET /me": ADMIN, "GET /settings": brand };

describe("the hub", () => {
  it("leads to every part", async () => {
    serve(admin);
    visit("/settings");
    for (const name of [/Compliance/, /Lines/, /Opt-in forms/, /Suppressed contacts/]) {
      expect(await screen.findByRole("link", { name })).toBeVisible();
    }
  });
});

describe("compliance", () => {
  it("sets other targets for leads at other hours, and says which cannot be", async () => {
    const answers = [invalid({ "lead_targets.1.ends": "Let it end at another time than it begins." })];
    let known = { ...brand, lead_targets: [{ begins: "09:00", ends: "17:00", minutes: 5 }] };
    const seen = serve({
      ...admin,
      "GET /settings": () => known,
      "PATCH /settings": ({ body }) => {
        const answer = answers.shift();
        if (!answer) known = { ...known, ...(body as object) };
        return answer ?? known;
      },
    });
    const { user } = visit("/settings/brand");
    const hours = within(await screen.findByRole("group", { name: "Other minutes at other hours" }));
    expect(hours.getByLabelText("From")).toHaveValue("09:00");
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    await user.click(hours.getByRole("button", { name: "Add hours" }));
    const minutes = hours.getAllByLabelText("Minutes")[1] as HTMLElement;
    await user.clear(minutes);
    await user.type(minutes, "120");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await hours.findByText("Let it end at another time than it begins.")).toBeVisible();
    await user.click(hours.getByRole("button", { name: "Take out 1." }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Save" })).toBeDisabled());
    const asked = seen.filter(({ call }) => call === "PATCH /settings").map(({ body }) => body);
    expect(asked.at(-1)).toEqual({ lead_targets: [{ begins: "22:00", ends: "06:00", minutes: 120 }] });
  });

  it("sends only what was changed, in the API's shapes", async () => {
    const seen = serve({
      ...admin,
      "PATCH /settings": ({ body }) => ({ ...brand, ...(body as object), countries: ["MX", "US"] }),
    });
    const { user } = visit("/settings/brand");
    const countries = await screen.findByLabelText("Countries that may opt in");
    await user.clear(countries);
    await user.type(countries, "US, MX");
    await user.selectOptions(screen.getByLabelText("What a STOP ends"), "line");
    await user.clear(screen.getByLabelText("Opt-ins a day"));
    await user.type(screen.getByLabelText("Opt-ins a day"), "900");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(seen.some((asked) => asked.call === "PATCH /settings")).toBe(true));
    expect(seen.find((asked) => asked.call === "PATCH /settings")?.body).toEqual({
      countries: ["US", "MX"],
      stop_scope: "line",
      opt_ins_a_day: 900,
    });
  });

  it("shows what is wrong at its field, and goes there", async () => {
    serve({ ...admin, "PATCH /settings": () => invalid({ zone: "Name a zone as the IANA database does." }) });
    const { user } = visit("/settings/brand");
    await user.type(await screen.findByLabelText("Time zone"), "x");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.getByLabelText("Time zone")).toHaveFocus());
    expect(screen.getByLabelText("Time zone")).toHaveAccessibleDescription(/IANA/);
  });

  it("switches texting off only after a second word", async () => {
    const seen = serve({ ...admin, "PATCH /settings": { ...brand, texting: false } });
    const { user } = visit("/settings/brand");
    await user.click(await screen.findByRole("button", { name: "Switch off" }));
    expect(seen.some((asked) => asked.call === "PATCH /settings")).toBe(false);
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Switch texting off" }));
    expect(await screen.findByText(/No line sends anything\./)).toBeVisible();
  });

  it("takes the minutes after which the next is called", async () => {
    const seen = serve({ ...admin, "PATCH /settings": { ...brand, escalate_after: 20 } });
    const { user } = visit("/settings/brand");
    const field = await screen.findByLabelText("Call the next after (minutes)");
    await user.clear(field);
    await user.type(field, "20");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(seen.find((asked) => asked.call === "PATCH /settings")?.body).toEqual({ escalate_after: 20 }),
    );
  });

  it("lets people answer from their own phones", async () => {
    const seen = serve({ ...admin, "PATCH /settings": { ...brand, own_phone_answers: true } });
    const { user } = visit("/settings/brand");
    await user.selectOptions(await screen.findByLabelText("Answers from people's own phones"), "yes");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(seen.find((asked) => asked.call === "PATCH /settings")?.body).toEqual({
        own_phone_answers: true,
      }),
    );
  });

  it("is read by everybody and changed by admins", async () => {
    serve({ ...USUAL, "GET /settings": { ...brand, escalate_after: 20 } });
    visit("/settings/brand");
    expect(await screen.findByText("The next is called after 20 minutes")).toBeVisible();
    expect(await screen.findByText("CA, US")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Save" })).not.toBeInTheDocument();
  });
});

describe("lines", () => {
  const held = aLine({ held: "Carriers block it. (Error 30034.)" });
  const heir = aLine({ id: "l2", number: "+18885550142", label: "New line", replaces: "l1" });
  const overview: RecaptureOverview = {
    old: { id: "l1", number: "+18005550101", label: "Own line" },
    agreed: 1200,
    unasked: 1100,
    run: null,
    items: [{ id: "c1", name: "Alma Ashby", phone: "+12025550110" }],
    cursor: "next",
  };

  it("are listed with whether they may text", async () => {
    const lines = [held, aLine({ id: "l3", label: "Young", verification: "pending" })];
    serve({ ...admin, "GET /lines": { items: lines } });
    visit("/settings/lines");
    expect(await screen.findByRole("link", { name: /Own line.*Held/ })).toBeVisible();
    expect(screen.getByRole("link", { name: /Young.*Not verified/ })).toBeVisible();
  });

  it("are released by an admin who has settled it", async () => {
    const seen = serve({ ...admin, "GET /lines": { items: [held] }, "PATCH /lines/l1": aLine() });
    const { user } = visit("/settings/lines/l1");
    expect(await screen.findByText(/This line is held: Carriers block it/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /release the line/ }));
    await waitFor(() => expect(seen.at(-1)?.call).toBe("GET /lines"));
    expect(seen.find((asked) => asked.call === "PATCH /lines/l1")?.body).toEqual({ held: "" });
  });

  it("send only what was changed; an empty cap is none", async () => {
    const line = aLine({ daily_cap: 2000 });
    const seen = serve({ ...admin, "GET /lines": { items: [line] }, "PATCH /lines/l1": aLine() });
    const { user } = visit("/settings/lines/l1");
    await user.clear(await screen.findByLabelText("Daily cap"));
    await user.selectOptions(screen.getByLabelText("Verification"), "pending");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(seen.some((asked) => asked.call === "PATCH /lines/l1")).toBe(true));
    expect(seen.find((asked) => asked.call === "PATCH /lines/l1")?.body).toEqual({
      daily_cap: null,
      verification: "pending",
    });
  });

  it("get another number after its price was told, and lead to the new line", async () => {
    const seen = serve({
      ...admin,
      "GET /lines": { items: [aLine(), heir] },
      "POST /lines/l1/number": heir,
      "GET /lines/l2/recapture": overview,
    });
    const { user, router } = visit("/settings/lines/l1");
    await user.click(await screen.findByRole("button", { name: "Change the number" }));
    const dialog = screen.getByRole("dialog");
    expect(within(dialog).getByText(/switched off at once/)).toBeVisible();
    await user.type(within(dialog).getByLabelText("New number"), "888 555 0142");
    await user.click(within(dialog).getByRole("button", { name: "Change the number" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/settings/lines/l2"));
    expect(seen.find((asked) => asked.call.startsWith("POST"))?.body).toEqual({ number: "888 555 0142" });
  });

  it("ask those who had agreed again, with the count and a confirmation", async () => {
    const seen = serve({
      ...admin,
      "GET /lines": { items: [aLine(), heir] },
      "GET /lines/l2/recapture": overview,
      "POST /lines/l2/recapture": () => problem(409, "line_held", "This line is not verified yet."),
    });
    const { user } = visit("/settings/lines/l2");
    await user.click(await screen.findByRole("button", { name: "Ask 1,100 again" }));
    expect(seen.some((asked) => asked.call.startsWith("POST"))).toBe(false);
    const dialog = screen.getByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Send the question" }));
    expect(await within(dialog).findByRole("alert")).toHaveTextContent("This line is not verified yet.");
  });

  it("tell how far the asking is, and offer it no second time", async () => {
    const run = {
      started_at: "2026-11-20T10:00:00Z",
      by: { id: "p1", name: "Riley One" },
      asked: 100,
      passed: 3,
      done_at: null,
    };
    serve({
      ...admin,
      "GET /lines": { items: [aLine(), heir] },
      "GET /lines/l2/recapture": { ...overview, run },
    });
    visit("/settings/lines/l2");
    expect(await screen.findByText(/Under way: 100 asked, 3 passed over/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Ask/ })).not.toBeInTheDocument();
  });

  it("are read by who does not manage them", async () => {
    serve({ ...USUAL });
    visit("/settings/lines/l1");
    expect(await screen.findByText("Verified by the carriers")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Change the number" })).not.toBeInTheDocument();
  });
});

describe("suppressed contacts", () => {
  const row = {
    contact: { id: "c1", name: "Alma Ashby", phone: "+12025550110" },
    unreachable: {
      code: 30006,
      title: "Landline",
      plain: "This is a landline.",
      remedy: "Ask for a mobile number.",
      since: "2026-11-20T10:00:00Z",
    },
  };

  it("tell why, and are lifted by a manager", async () => {
    let left = [row];
    serve({
      ...USUAL,
      "GET /contacts/suppressed": () => ({ items: left }),
      "DELETE /contacts/suppressed/c1": () => {
        left = [];
        return null;
      },
    });
    const { user } = visit("/settings/suppressed");
    expect(await screen.findByText(/This is a landline\. Ask for a mobile number\./)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Lift for Alma Ashby" }));
    expect(await screen.findByText("No number is suppressed")).toBeVisible();
  });
});
