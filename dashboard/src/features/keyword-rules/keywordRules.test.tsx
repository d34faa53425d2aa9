import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { aLine } from "@/test/fixtures";
import { AGENT, aRule, HERE, HOURS, PRICE, unfold, world } from "@/test/keywordRules";
import { invalid, visit } from "@/test/usual";

/** The words of a screen's cards, in their order. */
function order(): (string | undefined)[] {
  return screen
    .getAllByRole("heading", { level: 2 })
    .map((head) => /\d+\. [\w, ]+?(?= →| anywhere)/.exec(head.textContent ?? "")?.[0]);
}

it("begins with an example, and saves the first rule with all that it does", async () => {
  const { sent } = world([]);
  const { user } = visit(HERE);
  expect(await screen.findByText("No rules yet")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Add a rule" }));
  expect(screen.getByLabelText("Words")).toHaveFocus();
  await user.keyboard("Hours,opening times{Enter}{Enter}");
  expect(sent()).toEqual([]);
  await user.selectOptions(screen.getByLabelText("Counts when"), "The text contains one of them");
  await user.type(screen.getByLabelText("Reply"), " We are open 9 to 5. ");
  await user.type(screen.getByLabelText("Tags"), "price");
  await user.selectOptions(screen.getByLabelText("Put on the list"), "Spring list");
  await user.selectOptions(screen.getByLabelText("Give the conversation to"), "Robin Two");
  const head = screen.getByRole("button", { name: /^1\./ });
  expect(head).toHaveTextContent(
    "1. Hours, opening times anywhere in a text → reply, tag: price, list: Spring list, to Robin Two",
  );
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toEqual({
    rules: [
      {
        words: ["Hours", "opening times"],
        anywhere: true,
        reply: "We are open 9 to 5.",
        tags: ["price"],
        group: "g1",
        assignee: "p2",
        alert: true,
      },
    ],
  });
  await waitFor(() => expect(screen.getByRole("button", { name: "Save" })).toBeDisabled());
});

it("sends every rule of the line, the untouched ones as they were", async () => {
  const { sent } = world([HOURS, PRICE, AGENT]);
  const { user } = visit(HERE);
  const rule = await unfold(user, /^1\. hours/);
  await user.type(rule.getByLabelText("Reply"), " Daily.");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(sent()).toEqual([{ rules: [{ ...HOURS, reply: "We are open 9 to 5. Daily." }, PRICE, AGENT] }]),
  );
});

it("moves rules up and down, and keeps the focus on the arrow", async () => {
  const { sent } = world([HOURS, PRICE, AGENT]);
  const { user } = visit(HERE);
  const rule = await unfold(user, /^2\. price/);
  await user.click(rule.getByRole("button", { name: "Move up" }));
  expect(order()).toEqual(["1. price", "2. hours, opening times", "3. agent"]);
  expect(screen.getByRole("button", { name: "Move up" })).toHaveFocus();
  expect(screen.getByRole("button", { name: "Move up" })).toHaveAttribute("aria-disabled", "true");
  await user.click(screen.getByRole("button", { name: "Move up" }));
  expect(screen.getByText("Rule 2 is now rule 1.")).toHaveAttribute("role", "status");
  await user.click(screen.getByRole("button", { name: "Move down" }));
  await user.click(screen.getByRole("button", { name: "Move down" }));
  expect(order()).toEqual(["1. hours, opening times", "2. agent", "3. price"]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent()).toEqual([{ rules: [HOURS, AGENT, PRICE] }]));
});

it("takes rules out, the last one too", async () => {
  const { sent } = world([HOURS, AGENT]);
  const { user } = visit(HERE);
  const first = await unfold(user, /^1\. hours/);
  await user.click(first.getByRole("button", { name: "Remove" }));
  expect(screen.getByRole("button", { name: /^1\. agent/ })).toHaveFocus();
  await user.click(screen.getByRole("button", { name: /^1\. agent/ }));
  await user.click(screen.getByRole("button", { name: "Remove" }));
  expect(screen.getByText("No rules yet")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent()).toEqual([{ rules: [] }]));
});

it("shows what is wrong at its field, in the rule that was meant though it moved, and loses nothing", async () => {
  const { sent } = world([HOURS, AGENT, PRICE], {}, [
    invalid({
      "rules.1.words": "“agent” stands here twice.",
      "rules.2": "Say what this rule does.",
      "rules.2.group": "This group is gone.",
      rules: "Give a line at most 20 rules.",
    }),
  ]);
  const { user } = visit(HERE);
  const first = await unfold(user, /^1\. hours/);
  await user.type(first.getByLabelText("Reply"), " Daily.");
  await user.click(screen.getByRole("button", { name: /^1\./ }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  const agent = within(await screen.findByRole("group", { name: "Rule 2" }));
  expect(agent.getByLabelText("Words")).toHaveAccessibleDescription(/“agent” stands here twice\./);
  expect(agent.getByLabelText("Words")).toHaveFocus();
  const price = within(screen.getByRole("group", { name: "Rule 3" }));
  expect(price.getByText("Say what this rule does.")).toBeVisible();
  expect(price.getByLabelText("Put on the list")).toHaveAccessibleDescription(/This group is gone\./);
  expect(screen.getByText("Give a line at most 20 rules.")).toBeVisible();
  expect(screen.getByRole("button", { name: /^1\./ })).not.toHaveTextContent("Needs a change");
  await user.click(agent.getByRole("button", { name: "Move up" }));
  expect(screen.getByRole("button", { name: /^1\. agent/ })).toHaveTextContent("Needs a change");
  expect(within(screen.getByRole("group", { name: "Rule 1" })).getByLabelText("Words")).toBeInvalid();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent()).toHaveLength(2));
  expect(sent()[1]).toEqual({ rules: [AGENT, { ...HOURS, reply: "We are open 9 to 5. Daily." }, PRICE] });
  expect(screen.queryByText("Needs a change")).toBeNull();
});

it("asks before unsaved rules are left, and not where nothing was changed", async () => {
  world([HOURS]);
  const { user, router } = visit(HERE);
  await user.click(await screen.findByRole("button", { name: "Add a rule" }));
  await user.click(screen.getByRole("link", { name: "Back" }));
  const asked = await screen.findByRole("dialog", { name: "Leave without saving?" });
  await user.click(within(asked).getByRole("button", { name: "Cancel" }));
  await user.click(screen.getByRole("button", { name: "Remove" }));
  await user.click(screen.getByRole("link", { name: "Back" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings/lines/l1"));
});

it("says that somebody else saved rules meanwhile, before one's own take their place", async () => {
  const { colleagueSaves } = world([HOURS]);
  const { user, queries } = visit(HERE);
  await user.click(await screen.findByRole("button", { name: "Add a rule" }));
  colleagueSaves([AGENT]);
  await queries.invalidateQueries({ queryKey: ["lines"] });
  expect(await screen.findByText(/Somebody changed these rules meanwhile/)).toBeVisible();
  expect(screen.getByRole("button", { name: /^1\. hours/ })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Show theirs, drop mine" }));
  expect(order()).toEqual(["1. agent"]);
  expect(screen.queryByText(/Somebody changed these rules/)).toBeNull();
});

it("takes no more rules than a line has room for", async () => {
  world(Array.from({ length: 20 }, (_, place) => aRule({ words: [`word ${place}`], tags: ["t"] })));
  visit(HERE);
  expect(await screen.findByText(/That is as many as a line takes/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Add a rule" })).toBeNull();
});

it("keeps what is typed while the rules are on their way", async () => {
  let arrive = (_: unknown) => {};
  const { sent } = world([HOURS], {}, [new Promise((resolve) => (arrive = resolve))]);
  const { user } = visit(HERE);
  const rule = await unfold(user, /^1\. hours/);
  await user.type(rule.getByLabelText("Reply"), " Daily.");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await user.type(rule.getByLabelText("Reply"), " Really.");
  await waitFor(() => expect(sent()).toHaveLength(1));
  arrive(aLine({ rules: [{ ...HOURS, reply: "We are open 9 to 5. Daily." }] }));
  expect(await screen.findByText("Saved")).toBeVisible();
  expect(screen.getByLabelText("Reply")).toHaveValue("We are open 9 to 5. Daily. Really.");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(sent()[1]).toEqual({ rules: [{ ...HOURS, reply: "We are open 9 to 5. Daily. Really." }] }),
  );
});
