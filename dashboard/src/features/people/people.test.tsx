import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { TeamMember } from "@/api/types.gen";
import { aLine } from "@/test/fixtures";
import { problem, serve } from "@/test/serve";
import { invalid, MANAGER, USUAL, visit } from "@/test/usual";

const LINE = aLine();
const OWN = { id: LINE.id, number: LINE.number, label: LINE.label };

function member(id: string, name: string, more: Partial<TeamMember> = {}): TeamMember {
  return {
    id,
    name,
    email: `${id}@example.com`,
    role: "standard",
    active: true,
    away: false,
    lines: [],
    ...more,
  };
}

const ADA = member("boss", "Ada Admin", { role: "admin" });
const RILEY = member("rep1", "Riley One", { lines: [OWN], away: true });
const ROBIN = member("rep2", "Robin Two");
const LEE = member("limited", "Lee Limited", { role: "limited" });
const GUS = member("gone", "Gus Gone", { active: false });

const admin = {
  ...USUAL,
  "GET /me": { ...MANAGER, id: "boss", role: "admin", may: [...MANAGER.may, "see_team", "manage_people"] },
  "GET /team": { items: [ADA, LEE, RILEY, ROBIN, GUS] },
};
const manager = { ...admin, "GET /me": { ...MANAGER, may: [...MANAGER.may, "see_team"] } };

async function open(name: RegExp) {
  const hands = visit("/settings/people");
  await hands.user.click(await screen.findByRole("button", { name }));
  return { ...hands, sheet: await screen.findByRole("dialog") };
}

describe("people", () => {
  it("are reached from the settings by who may see them", async () => {
    serve(manager);
    visit("/settings");
    expect(await screen.findByRole("link", { name: /People/ })).toHaveAttribute("href", "/settings/people");
  });

  it("are no part of a rep's settings", async () => {
    serve(USUAL);
    visit("/settings");
    await screen.findByRole("link", { name: /Lines/ });
    expect(screen.queryByRole("link", { name: /People/ })).toBeNull();
  });

  it("are told with role, own line, and whether they are there", async () => {
    serve(manager);
    visit("/settings/people");
    const list = await screen.findByRole("list", { name: "People" });
    const rows = await within(list).findAllByRole("listitem");
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining("Admin"),
      expect.stringContaining("Limited"),
      expect.stringMatching(/Standard · Own line: .*Away/),
      expect.stringContaining("Standard"),
      expect.stringContaining("Switched off"),
    ]);
    expect(within(list).queryByRole("button")).toBeNull();
    expect(screen.queryByRole("button", { name: "Invite" })).toBeNull();
  });

  it("are invited once, however often one tries", async () => {
    const tries: (string | null)[] = [];
    const log = serve({
      ...admin,
      "POST /team": ({ headers }: { headers: Headers }) => {
        tries.push(headers.get("Idempotency-Key"));
        return tries.length === 1
          ? problem(503, "sign_in_busy", "Try again in a moment.")
          : member("n", "Nora");
      },
    });
    const { user, sheet } = await open(/Invite/);
    await user.type(within(sheet).getByLabelText("Name"), "Nora");
    await user.type(within(sheet).getByLabelText("Email"), "nora@example.com");
    await user.selectOptions(within(sheet).getByLabelText("Role"), "Manager");
    await user.click(within(sheet).getByRole("button", { name: "Invite" }));
    expect(await within(sheet).findByText("Try again in a moment.")).toBeVisible();
    await user.click(within(sheet).getByRole("button", { name: "Invite" }));
    expect(await screen.findByText("Nora is invited")).toBeVisible();
    const asked = log.filter(({ call }) => call === "POST /team").map(({ body }) => body);
    expect(asked[1]).toEqual({ name: "Nora", email: "nora@example.com", role: "manager" });
    expect(tries[0]).toBe(tries[1]);
  });

  it("say at the field what is wrong with an invitation", async () => {
    serve({ ...admin, "POST /team": () => invalid({ email: "This is no email address." }) });
    const { user, sheet } = await open(/Invite/);
    await user.click(within(sheet).getByRole("button", { name: "Invite" }));
    await waitFor(() => expect(within(sheet).getByLabelText("Email")).toHaveFocus());
    expect(within(sheet).getByText("This is no email address.")).toBeVisible();
  });

  it("get another role; only what changed is sent", async () => {
    const log = serve({ ...admin, "PATCH /team/rep2": ROBIN });
    const { user, sheet } = await open(/Robin Two/);
    expect(within(sheet).getByRole("button", { name: "Save" })).toBeDisabled();
    await user.selectOptions(within(sheet).getByLabelText("Role"), "Limited");
    await user.click(within(sheet).getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved")).toBeVisible();
    expect(log.find(({ call }) => call === "PATCH /team/rep2")?.body).toEqual({ role: "limited" });
  });

  it("do not change what they may themselves", async () => {
    serve(admin);
    const { sheet } = await open(/Ada Admin/);
    expect(within(sheet).getByLabelText("Role")).toBeDisabled();
    expect(within(sheet).queryByRole("button", { name: "Switch off" })).toBeNull();
  });

  it("hand over to a colleague when they are switched off", async () => {
    const log = serve({ ...admin, "PATCH /team/rep1": { ...RILEY, active: false } });
    const { user, sheet } = await open(/Riley One/);
    await user.click(within(sheet).getByRole("button", { name: "Switch off" }));
    const field = within(sheet).getByLabelText("Who takes over");
    const offered = within(field).getAllByRole("option");
    expect(offered.map((one) => one.textContent)).toEqual(["Choose somebody", "Ada Admin", "Robin Two"]);
    await user.selectOptions(field, "Robin Two");
    await user.click(within(sheet).getByRole("button", { name: "Switch off" }));
    expect(await screen.findByText("Riley One is switched off")).toBeVisible();
    expect(log.find(({ call }) => call === "PATCH /team/rep1")?.body).toEqual({
      active: false,
      hand_over_to: "rep2",
    });
  });

  it("without a line of their own need no heir", async () => {
    const log = serve({ ...admin, "PATCH /team/rep2": { ...ROBIN, active: false } });
    const { user, sheet } = await open(/Robin Two/);
    await user.click(within(sheet).getByRole("button", { name: "Switch off" }));
    await user.click(within(sheet).getByRole("button", { name: "Switch off" }));
    expect(await screen.findByText("Robin Two is switched off")).toBeVisible();
    expect(log.find(({ call }) => call === "PATCH /team/rep2")?.body).toEqual({ active: false });
  });

  it("come back", async () => {
    const log = serve({ ...admin, "PATCH /team/gone": { ...GUS, active: true } });
    const { user, sheet } = await open(/Gus Gone/);
    await user.click(within(sheet).getByRole("button", { name: "Switch on" }));
    expect(await screen.findByText("Gus Gone is switched on")).toBeVisible();
    expect(log.find(({ call }) => call === "PATCH /team/gone")?.body).toEqual({ active: true });
  });

  it("may take over a line whose owner has left", async () => {
    const own = (label: string, { id, name }: TeamMember) =>
      aLine({ id: `l-${id}`, label, use: "personal", owner: { id, name } });
    serve({ ...admin, "GET /lines": { items: [own("Of Gus", GUS), own("Of Robin", ROBIN)] } });
    const { sheet } = await open(/Invite/);
    expect(await within(sheet).findByRole("option", { name: "Of Gus" })).toBeInTheDocument();
    expect(within(sheet).queryByRole("option", { name: "Of Robin" })).toBeNull();
  });

  it("can be put on a line as soon as they are of the team", async () => {
    serve({
      ...admin,
      "GET /me": { ...admin["GET /me"], may: [...admin["GET /me"].may, "manage_lines"] },
      "GET /lines": { items: [aLine({ use: "shared", owner: null, members: [RILEY] })] },
    });
    visit(`/settings/lines/${LINE.id}`);
    expect(await screen.findByRole("checkbox", { name: "Robin Two" })).toBeVisible();
    expect(screen.queryByRole("checkbox", { name: "Gus Gone" })).toBeNull();
  });
});
