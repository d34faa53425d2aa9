import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { WaitingRecipients } from "@/api/types.gen";
import { Waits } from "./Waits";

const HELD: WaitingRecipients = {
  until: "2026-11-30T15:15:00Z",
  zone: "",
  code: "line_held",
  reason: "This line is held: too many opt-outs. Its texts wait until an admin releases it.",
  recipients: 2,
};
const NIGHT: WaitingRecipients = {
  until: "2026-12-01T14:00:00Z",
  zone: "America/New_York",
  code: "quiet_hours",
  reason: "It is 22:00 there.",
  recipients: 1,
};

const shown = () => screen.getByRole("region", { name: "Waiting" });

test("a line that is held has no moment, as nobody knows when an admin releases it", () => {
  render(<Waits waits={[HELD]} total={2} />);
  expect(within(shown()).getByRole("heading")).toHaveTextContent("2 people wait");
  expect(within(shown()).getByRole("term")).toHaveTextContent(/^2 wait$/);
  expect(shown()).toHaveTextContent("Its texts wait until an admin releases it.");
  expect(shown()).not.toHaveTextContent(/there|Nov|later/);
  expect(shown().querySelector("time")).toBeNull();
});

test("one who waits beside others of a known moment is told apart from them", () => {
  render(<Waits waits={[{ ...HELD, recipients: 1 }, NIGHT]} total={2} />);
  expect(within(shown()).getByRole("heading")).toHaveTextContent("2 people get it later");
  const [held, night] = within(shown()).getAllByRole("term");
  expect(held).toHaveTextContent(/^1 waits$/);
  expect(night).toHaveTextContent("1 on Tue, Dec 1, 9:00 AM there");
});
