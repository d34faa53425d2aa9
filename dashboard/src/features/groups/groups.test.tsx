import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ContactShape, GroupShape } from "@/api/types.gen";
import { serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";

const group: GroupShape = {
  id: "g1",
  name: "Spring list",
  live: false,
  size: 1,
  description: "",
  created_at: "2026-11-01T10:00:00Z",
};
const ana: ContactShape = {
  id: "c1",
  phone: "+12025550110",
  name: "Ana Alder",
  first_name: "Ana",
  last_name: "Alder",
  email: "",
  status: "",
  package: "",
  location: "",
  zone: "",
  region: "",
  postcode: "",
  tags: [],
  custom: {},
  source: "rep",
  created_at: null,
};
const known = {
  ...USUAL,
  "GET /groups": { items: [group] },
  "GET /groups/g1": group,
  "GET /groups/g1/members": { items: [ana] },
  "GET /contacts": { items: [ana] },
};

describe("groups", () => {
  it("are listed with their sizes", async () => {
    serve(known);
    visit("/groups");
    expect(await screen.findByRole("link", { name: /Spring list/ })).toHaveTextContent("1 member");
  });

  it("are made of a name and chosen members, under one key however often one tries", async () => {
    let tries = 0;
    const seen = serve({
      ...known,
      "POST /groups": () => {
        tries += 1;
        return tries === 1 ? invalid({ "contacts.0": "There is no such contact." }) : group;
      },
    });
    const { user, router } = visit("/groups");
    await user.click(await screen.findByRole("button", { name: "New group" }));
    await user.type(screen.getByLabelText("Name"), "Spring list");
    await user.type(screen.getByLabelText("Members"), "ana");
    await user.click(await screen.findByRole("option", { name: /Ana Alder/ }));
    await user.click(screen.getByRole("button", { name: "Create group" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("There is no such contact.");
    await user.click(screen.getByRole("button", { name: "Create group" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/groups/g1"));
    const posts = seen.filter((asked) => asked.call.startsWith("POST"));
    expect(posts.at(-1)?.body).toEqual({ name: "Spring list", contacts: ["c1"] });
    expect(new Set(posts.map((asked) => asked.headers.get("Idempotency-Key"))).size).toBe(1);
  });
});

describe("a group without a name", () => {
  it("is not made, and says so until a name is typed", async () => {
    serve({ ...known, "POST /groups": invalid({ name: "This is empty." }) });
    const { user } = visit("/groups");
    await user.click(await screen.findByRole("button", { name: "New group" }));
    await user.click(screen.getByRole("button", { name: "Create group" }));
    expect(await screen.findByText("This is empty.")).toBeVisible();
    await user.type(screen.getByLabelText("Name"), "S");
    expect(screen.queryByText("This is empty.")).toBeNull();
  });
});

describe("a group", () => {
  it("leads to a broadcast to itself", async () => {
    serve(known);
    visit("/groups/g1");
    const send = await screen.findByRole("link", { name: "Send to this group" });
    expect(send).toHaveAttribute("href", "/broadcasts/new?group=g1");
  });

  it("loses a member by its button", async () => {
    const seen = serve({ ...known, "PATCH /groups/g1": { ...group, size: 0 } });
    const { user } = visit("/groups/g1");
    await user.click(await screen.findByRole("button", { name: "Remove Ana Alder" }));
    expect(await screen.findByText("Ana Alder was removed")).toBeVisible();
    expect(seen.find((asked) => asked.call.startsWith("PATCH"))?.body).toEqual({ remove: ["c1"] });
    expect(screen.getByRole("heading", { name: "No members" })).toBeVisible();
  });

  it("gets another name", async () => {
    const seen = serve({ ...known, "PATCH /groups/g1": { ...group, name: "Autumn list" } });
    const { user } = visit("/groups/g1");
    await user.click(await screen.findByRole("button", { name: "Group actions" }));
    await user.click(screen.getByRole("menuitem", { name: "Rename" }));
    const name = within(screen.getByRole("dialog")).getByLabelText("Name");
    await user.clear(name);
    await user.type(name, "Autumn list");
    await user.click(screen.getByRole("button", { name: "Rename" }));
    expect(await screen.findByRole("heading", { name: "Autumn list" })).toBeVisible();
    expect(seen.find((asked) => asked.call.startsWith("PATCH"))?.body).toEqual({ name: "Autumn list" });
  });

  it("is deleted only after a confirmation", async () => {
    const seen = serve({ ...known, "DELETE /groups/g1": null });
    const { user, router } = visit("/groups/g1");
    await user.click(await screen.findByRole("button", { name: "Group actions" }));
    await user.click(screen.getByRole("menuitem", { name: "Delete group" }));
    expect(seen.some((asked) => asked.call.startsWith("DELETE"))).toBe(false);
    expect(screen.getByRole("dialog")).toHaveTextContent(/Broadcasts scheduled to it will stop/);
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Delete group" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/groups"));
  });
});

describe("a live group", () => {
  const rule = { all: [{ field: "tag", op: "is", value: ["vip"] }] };
  const live: GroupShape = {
    ...group,
    id: "g2",
    name: "VIPs",
    live: true,
    size: null,
    description: "tagged vip",
  };
  const vips = {
    ...known,
    "GET /groups": { items: [group, live] },
    "GET /groups/g2": { ...live, rule },
    "GET /groups/g2/members": { items: [ana] },
  };

  it("is made of conditions, with how many fit while one writes", async () => {
    const fit = { count: 12, exact: true, sample: [ana], description: "tagged vip" };
    const seen = serve({ ...vips, "POST /groups/preview": fit, "POST /groups": live });
    const { user, router } = visit("/groups");
    await user.click(await screen.findByRole("button", { name: "New group" }));
    await user.type(screen.getByLabelText("Name"), "VIPs");
    await user.click(screen.getByRole("radio", { name: /A live rule/ }));
    expect(screen.getByRole("button", { name: "Create group" })).toBeDisabled();
    await user.type(screen.getByLabelText("Value"), "vip, golf");
    expect(await screen.findByText("12 contacts fit now")).toBeVisible();
    expect(screen.getByTestId("fit")).toHaveTextContent("Ana Alder");
    await user.click(screen.getByRole("button", { name: "Add a condition" }));
    await user.selectOptions(screen.getByLabelText("Condition 2"), "Was texted");
    await user.selectOptions(screen.getAllByLabelText("How")[1] as HTMLElement, "not in the last … days");
    await user.selectOptions(screen.getByLabelText("How conditions go together"), "any");
    await user.click(screen.getByRole("button", { name: "Create group" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/groups/g2"));
    const made = seen.find((asked) => asked.call === "POST /groups");
    const wanted = {
      any: [
        { field: "tag", op: "is", value: ["vip", "golf"] },
        { not: { field: "last_outbound", op: "within", days: 30 } },
      ],
    };
    expect(made?.body).toEqual({ name: "VIPs", rule: wanted });
    const tried = seen.filter((asked) => asked.call === "POST /groups/preview").at(-1);
    expect(tried?.body).toEqual({ rule: wanted, line: "l1" });
  });

  it("shows what is wrong with a condition where it stands", async () => {
    const fault = "Write a state or province in two letters, such as TX or ON.";
    serve({ ...vips, "POST /groups/preview": () => invalid({ "rule.all[0].value[0]": fault }) });
    const { user } = visit("/groups");
    await user.click(await screen.findByRole("button", { name: "New group" }));
    await user.click(screen.getByRole("radio", { name: /A live rule/ }));
    await user.selectOptions(screen.getByLabelText("Condition 1"), "State");
    await user.type(screen.getByLabelText("Value"), "Texas");
    expect(await screen.findByText(fault)).toBeVisible();
  });

  it("is listed by its rule, shows who fits, and takes another rule", async () => {
    const changed = { ...live, rule: { all: [{ not: rule.all[0] }] }, description: "not tagged vip" };
    const fit = { count: 1, exact: false, sample: [ana], description: "" };
    const seen = serve({ ...vips, "POST /groups/preview": fit, "PATCH /groups/g2": changed });
    const { user } = visit("/groups/g2");
    expect(await screen.findByText("Live: tagged vip")).toBeVisible();
    expect(await screen.findByTestId("member-row")).toHaveTextContent("Ana Alder");
    expect(screen.queryByRole("button", { name: "Remove Ana Alder" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Group actions" }));
    await user.click(screen.getByRole("menuitem", { name: "Change the rule" }));
    expect(await screen.findByText("At least 1 contact fits now")).toBeVisible();
    await user.selectOptions(screen.getByLabelText("How"), "is none of");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/A live group: not tagged vip/)).toBeVisible();
    const patch = seen.find((asked) => asked.call === "PATCH /groups/g2");
    expect(patch?.body).toEqual({ rule: { all: [{ not: { field: "tag", op: "is", value: ["vip"] } }] } });
  });
});
