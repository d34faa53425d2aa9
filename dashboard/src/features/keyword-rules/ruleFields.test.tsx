import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { aLine } from "@/test/fixtures";
import { aRule, GROUPS, HERE, HOURS, MEMBERS, PRICE, unfold, world } from "@/test/keywordRules";
import { serve } from "@/test/serve";
import { USUAL, visit } from "@/test/usual";

it("lets nobody be told only where a reply is all there is to it", async () => {
  const { sent } = world([aRule({ words: ["hours"] })]);
  const { user } = visit(HERE);
  await unfold(user, /^1\. hours/);
  const alert = () => screen.getByRole("checkbox", { name: "Tell somebody" });
  expect(alert()).toBeDisabled();
  expect(alert()).toHaveAccessibleDescription(/only where a reply is all there is to it/);
  await user.type(screen.getByLabelText("Reply"), "Nine to five.");
  await user.click(alert());
  expect(alert()).toHaveAccessibleDescription(/nobody is told/);
  await user.selectOptions(screen.getByLabelText("Give the conversation to"), "Riley One");
  expect(alert()).toBeDisabled();
  expect(alert()).toBeChecked();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({ rules: [{ assignee: "p1", alert: true }] });
  await unfold(user, /^1\. hours/);
  await user.selectOptions(screen.getByLabelText("Give the conversation to"), "Nobody");
  await user.click(alert());
  expect(screen.getByRole("button", { name: /^1\./ })).toHaveTextContent("→ reply, nobody is told");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent()[1]).toMatchObject({ rules: [{ assignee: null, alert: false }] }));
});

it("ends a word at a comma that no key tells of, as on a phone", async () => {
  const { sent } = world([aRule({ words: ["hours"], reply: "Nine to five." })]);
  const { user } = visit(HERE);
  await unfold(user, /^1\. hours/);
  const words = screen.getByLabelText("Words");
  fireEvent.change(words, { target: { value: "open, opening times,times" } });
  expect(words).toHaveValue("times");
  fireEvent.blur(words);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(sent()[0]).toMatchObject({ rules: [{ words: ["hours", "open", "opening times", "times"] }] }),
  );
});

it("counts a reply, and says when it is too long", async () => {
  world([HOURS]);
  const { user } = visit(HERE);
  const rule = await unfold(user, /^1\. hours/);
  expect(rule.getByText(/1 segment · 141 left/)).toBeVisible();
  await user.click(rule.getByLabelText("Reply"));
  await user.paste("x".repeat(320));
  expect(rule.getByText("Say it in at most 320 characters.")).toBeVisible();
});

it("offers lists and who works on the line, and keeps what is gone until one chooses", async () => {
  world([HOURS, aRule({ words: ["old"], group: "g9", assignee: "p9" })]);
  const { user } = visit(HERE);
  const options = (label: string) =>
    within(screen.getByLabelText(label))
      .getAllByRole("option")
      .map((option) => option.textContent);
  await unfold(user, /^1\. hours/);
  await screen.findByRole("option", { name: "Spring list" });
  expect(options("Put on the list")).toEqual(["None", "Spring list"]);
  expect(options("Give the conversation to")).toEqual(["Nobody", "Riley One", "Robin Two"]);
  await user.click(screen.getByRole("button", { name: /^1\./ }));
  await unfold(user, /^2\. old/);
  expect(screen.getByLabelText("Put on the list")).toHaveDisplayValue("A list that is gone");
  expect(screen.getByLabelText("Give the conversation to")).toHaveDisplayValue(
    "Somebody who is not on this line",
  );
});

it("gives conversations of a personal line to its owner alone", async () => {
  world([HOURS], { use: "personal", owner: { id: "p2", name: "Robin Two" } });
  const { user } = visit(HERE);
  await unfold(user, /^1\. hours/);
  expect(screen.getByRole("option", { name: "Robin Two" })).toBeInTheDocument();
  expect(screen.queryByRole("option", { name: "Riley One" })).toBeNull();
});

it("shows who may not change them what holds", async () => {
  const line = aLine({ rules: [{ ...HOURS, alert: false }, PRICE], members: MEMBERS });
  serve({ ...USUAL, "GET /lines": { items: [line] }, "GET /groups": { items: GROUPS } });
  const { user } = visit("/settings/lines/l1");
  const row = await screen.findByRole("link", { name: /Keyword rules/ });
  expect(row).toHaveTextContent("hours, price");
  await user.click(row);
  expect(await screen.findByText("“We are open 9 to 5.”")).toBeVisible();
  expect(screen.getByText("→ reply, nobody is told")).toBeVisible();
  expect(
    await screen.findByText("anywhere in a text → tag: price, list: Spring list, to Robin Two"),
  ).toBeVisible();
  expect(screen.queryByRole("button", { name: /^1\.|Save|Add/ })).toBeNull();
});
