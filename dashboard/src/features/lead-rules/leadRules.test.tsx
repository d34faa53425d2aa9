import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { BrandSettings, LeadRuleShape } from "@/api/types.gen";
import { aLine, aPerson } from "@/test/fixtures";
import { type Seen, serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";
import { draftOf, faultsOf } from "./draft";

const HERE = "/settings/lead-rules";
const TEAM = [
  { id: "p1", name: "Riley One", role: "standard", active: true },
  { id: "p2", name: "Robin Two", role: "standard", active: true },
  { id: "p3", name: "Lou Three", role: "limited", active: true },
  { id: "p4", name: "Gone Four", role: "standard", active: false },
];
const TEXAS: LeadRuleShape = { pick: "in_turn", people: ["p2", "p1"], tags: [], places: ["TX"] };
const REST: LeadRuleShape = { pick: "least_busy", people: [], tags: [], places: [] };

/** The brand's rules, under an admin's eyes, that keep what is sent; `answers` are given before that. */
function world(rules: LeadRuleShape[], answers: unknown[] = [], may = ["see_team", "manage_settings"]) {
  let known = { lead_rules: rules } as Partial<BrandSettings>;
  const log = serve({
    ...USUAL,
    "GET /me": aPerson({ role: "admin", may: ["answer", ...may] as never }),
    "GET /lines": { items: [aLine({ members: [{ id: "p1", name: "Riley One" }] })] },
    "GET /team": { items: TEAM },
    "GET /settings": () => known,
    "PATCH /settings": ({ body }: Seen) => {
      const answer = answers.shift();
      if (!answer) known = { ...known, ...(body as object) };
      return answer ?? known;
    },
  });
  const sent = () => log.filter(({ call }) => call === "PATCH /settings").map(({ body }) => body);
  const colleagueSaves = (others: LeadRuleShape[]) => {
    known = { lead_rules: others };
  };
  return { sent, colleagueSaves };
}

it("makes the first rule: by place and tag, in the order in which people are ticked", async () => {
  const { sent } = world([]);
  const { user } = visit(HERE);
  expect(await screen.findByText("No rules yet")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Add a rule" }));
  const rule = within(screen.getByRole("group", { name: "Rule 1" }));
  expect(screen.getByRole("button", { name: /^1\./ })).toHaveTextContent(
    "1. Every lead → the line’s team, in turn",
  );
  expect(rule.queryByLabelText("Lou Three")).toBeNull();
  expect(rule.queryByLabelText("Gone Four")).toBeNull();
  await user.type(rule.getByLabelText("Places"), "TX,Austin{Enter}");
  await user.type(rule.getByLabelText("Tags"), "vip{Enter}");
  await user.click(rule.getByLabelText("Robin Two"));
  await user.click(rule.getByLabelText("Riley One"));
  expect(rule.getByLabelText("Robin Two (1)")).toBeChecked();
  expect(screen.getByRole("button", { name: /^1\./ })).toHaveTextContent(
    "1. Tagged vip, in TX or Austin → Robin Two, Riley One, in turn",
  );
  expect(screen.getByText(/A last rule without tags and places takes all others/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(sent()).toEqual([
      { lead_rules: [{ pick: "in_turn", people: ["p2", "p1"], tags: ["vip"], places: ["Austin", "TX"] }] },
    ]),
  );
  await waitFor(() => expect(screen.getByRole("button", { name: "Save" })).toBeDisabled());
});

it("sends every rule in its new order, and takes people and rules out", async () => {
  const { sent } = world([TEXAS, { ...REST, people: ["p9"] }, { ...REST, tags: ["old"] }]);
  const { user } = visit(HERE);
  await user.click(await screen.findByRole("button", { name: /^2\. Every lead → somebody who left/ }));
  await user.click(screen.getByLabelText("Somebody who left"));
  await user.selectOptions(screen.getByLabelText("Of several people"), "Each gets one, in turn");
  await user.click(screen.getByRole("button", { name: "Move up" }));
  expect(screen.getByText("Rule 2 is now rule 1.")).toHaveAttribute("role", "status");
  expect(screen.getByText(/nobody of the rules is there waits unassigned/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: /^3\. Tagged old/ }));
  await user.click(
    within(screen.getByRole("group", { name: "Rule 3" })).getByRole("button", { name: "Remove" }),
  );
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent()).toEqual([{ lead_rules: [{ ...REST, pick: "in_turn" }, TEXAS] }]));
});

it("opens the rule that cannot be, with the reason at its field", async () => {
  const many = "Name at most 50. Make a second rule of the rest.";
  world([TEXAS, REST], [invalid({ "lead_rules.0.places": many })]);
  const { user } = visit(HERE);
  await user.click(await screen.findByRole("button", { name: /^2\./ }));
  await user.type(screen.getByLabelText("Tags"), "vip{Enter}");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(many)).toBeVisible();
  expect(screen.getByText("Needs a change")).toBeVisible();
  const known = draftOf(REST);
  const fields = { "lead_rules.7.tags": "?", name: "x", "lead_rules.0": "No." };
  expect(faultsOf(fields, [known])).toEqual({ [known.key]: { people: "No." } });
});

it("tells of rules that somebody else saved meanwhile", async () => {
  const { colleagueSaves } = world([TEXAS]);
  const { user, queries } = visit(HERE);
  await user.click(await screen.findByRole("button", { name: /^1\./ }));
  await user.click(screen.getByLabelText("Riley One (2)"));
  colleagueSaves([REST]);
  await queries.invalidateQueries({ queryKey: ["settings"] });
  await user.click(await screen.findByRole("button", { name: "Show theirs, drop mine" }));
  expect(
    screen.getByRole("button", { name: /^1\. Every lead → the line’s team, the least busy/ }),
  ).toBeVisible();
});

it.each([
  [[], "There are no rules: managers assign leads."],
  [[TEXAS], "In TX"],
])("shows them to those who do not change them", async (rules, shown) => {
  world(rules, [], []);
  visit(HERE);
  expect(await screen.findByText(shown)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Add a rule" })).toBeNull();
});
