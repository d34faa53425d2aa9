import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { GroupShape } from "@/api/types.gen";
import { type Seen, serve } from "@/test/serve";
import { invalid, MANAGER, USUAL, visit } from "@/test/usual";

const tagged = (value: string) => ({ field: "tag", op: "is", value: [value] });
const LIVE: GroupShape = {
  id: "g2",
  name: "VIPs",
  live: true,
  size: null,
  description: "tagged vip",
  rule: { all: [tagged("vip"), { not: { any: [tagged("golf"), tagged("ski")] } }] },
  created_at: "2026-11-01T10:00:00Z",
};
const known = {
  ...USUAL,
  "GET /groups": { items: [LIVE] },
  "GET /groups/g2": LIVE,
  "GET /groups/g2/members": { items: [] },
  "POST /groups/preview": { count: 0, exact: true, sample: [], description: "" },
  "PATCH /groups/g2": LIVE,
};
const asked = (seen: Seen[], call: string) => seen.filter((one) => one.call === call).at(-1)?.body;

async function changing() {
  const app = visit("/groups/g2");
  await app.user.click(await screen.findByRole("button", { name: "Group actions" }));
  await app.user.click(screen.getByRole("menuitem", { name: "Change the rule" }));
  await screen.findByLabelText("Condition 1");
  return app;
}

describe("the editor of a rule", () => {
  it("shows a group in a rule, and changes it", async () => {
    const seen = serve(known);
    const { user } = await changing();
    const group = screen.getByRole("group", { name: "Group 2" });
    expect(within(group).getByLabelText("How conditions of group 2 go together")).toHaveValue("none");
    await user.click(within(group).getByRole("button", { name: "Remove condition 2.2" }));
    await user.click(within(group).getByRole("button", { name: "Add to group 2" }));
    await user.selectOptions(within(group).getByLabelText("Condition 2.2"), "Lead");
    await user.selectOptions(within(group).getAllByLabelText("How")[1] as HTMLElement, "has no open one");
    await user.selectOptions(screen.getByLabelText("How conditions go together"), "any");
    await user.click(screen.getByRole("button", { name: "Save" }));
    const inner = [tagged("golf"), { not: { field: "lead", op: "known" } }];
    await waitFor(() =>
      expect(asked(seen, "PATCH /groups/g2")).toEqual({
        rule: { any: [tagged("vip"), { not: { any: inner } }] },
      }),
    );
    expect(asked(seen, "POST /groups/preview")).toMatchObject({ line: "l1" });
  });

  it("adds a group, and takes it away", async () => {
    const seen = serve({ ...known, "GET /groups/g2": { ...LIVE, rule: { all: [tagged("vip")] } } });
    const { user } = await changing();
    expect(screen.queryByLabelText("How conditions go together")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Add a group" }));
    const group = screen.getByRole("group", { name: "Group 2" });
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    expect(within(group).queryByRole("button", { name: "Add a group" })).toBeNull();
    await user.type(within(group).getByLabelText("Value"), "golf");
    await waitFor(() =>
      expect(asked(seen, "POST /groups/preview")).toMatchObject({
        rule: { all: [tagged("vip"), { any: [tagged("golf")] }] },
      }),
    );
    await user.click(screen.getByRole("button", { name: "Remove group 2" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked(seen, "PATCH /groups/g2")).toEqual({ rule: { all: [tagged("vip")] } }));
  });

  it("asks for owners by their names: of the team for who sees it", async () => {
    const member = { id: "p7", name: "Sam Seven", active: true };
    const seen = serve({
      ...known,
      "GET /me": { ...MANAGER, may: [...MANAGER.may, "see_team"] },
      "GET /team": { items: [member, { id: "p8", name: "Gone Eight", active: false }] },
    });
    const { user } = await changing();
    await user.selectOptions(screen.getByLabelText("Condition 1"), "Owner");
    const people = screen.getByRole("group", { name: "People" });
    await user.click(await within(people).findByRole("checkbox", { name: "Sam Seven" }));
    expect(within(people).queryByRole("checkbox", { name: "Gone Eight" })).toBeNull();
    await user.click(within(people).getByRole("checkbox", { name: `${MANAGER.name} (you)` }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(asked(seen, "PATCH /groups/g2")).toMatchObject({
        rule: { all: [{ field: "owner", op: "is", value: ["p7", MANAGER.id] }, expect.anything()] },
      }),
    );
  });

  it("offers oneself to who does not see the team, and keeps whom it cannot name", async () => {
    const rule = { all: [{ field: "owner", op: "is", value: ["p9"] }] };
    serve({ ...known, "GET /groups/g2": { ...LIVE, rule } });
    await changing();
    const people = screen.getByRole("group", { name: "People" });
    expect(await within(people).findByRole("checkbox", { name: `${MANAGER.name} (you)` })).not.toBeChecked();
    expect(within(people).getByRole("checkbox", { name: "Somebody else" })).toBeChecked();
  });

  it("tells what is wrong at the condition in its group", async () => {
    const fault = "Give a text of 1 to 200 characters.";
    serve({
      ...known,
      "POST /groups/preview": () => invalid({ "rule.all[1].not.any[1].value[0]": fault }),
    });
    await changing();
    const group = screen.getByRole("group", { name: "Group 2" });
    expect(await within(group).findByText(fault)).toBeVisible();
    expect(within(group).getAllByLabelText("Value")[1]).toHaveAttribute("aria-invalid", "true");
  });
});
