import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BROADCASTS, PREVIEW } from "@/test/broadcasts";
import { type Seen, serve } from "@/test/serve";
import { USUAL, visit } from "@/test/usual";

const NOBODY = {
  judged: 0,
  recipients: 0,
  refused: 0,
  refused_by: [],
  refused_sample: [],
  samples: [],
};
const orders = (seen: Seen[]) => seen.filter(({ call }) => call === "POST /broadcasts");

/** The sheet of a broadcast of which a preview says so. */
async function reviewed(found: object) {
  const preview = { ...PREVIEW, ...found };
  const seen = serve({ ...USUAL, ...BROADCASTS, "POST /broadcasts/preview": preview });
  const { user } = visit("/broadcasts/new?group=g1");
  await user.type(await screen.findByLabelText("Message"), "Hello");
  await waitFor(() => expect(screen.getByLabelText("To")).toHaveValue("g1"));
  await user.click(screen.getByRole("button", { name: "Review" }));
  return { seen, user, sheet: await screen.findByRole("dialog") };
}

describe("a broadcast of which nobody was found so far", () => {
  it.each([
    ["at_least", NOBODY, "20,000 contacts were looked at, and nobody among them fits so far."],
    ["at_least", { refused: 3 }, "nobody among them can get it so far."],
    ["at_least", { ...NOBODY, left_out: 2 }, "nobody among them can get it so far."],
    ["sample", { refused: 3 }, "nobody among them can get it so far."],
  ])("can be sent as long as not all were looked at: %s, %o", async (basis, found, words) => {
    const { seen, user, sheet } = await reviewed({ basis, looked: 20_000, ...found });
    expect(sheet).toHaveAccessibleName("Send to whoever can get it?");
    expect(sheet).toHaveTextContent(words);
    expect(sheet).toHaveTextContent("it goes to whoever fits when it is sent");
    expect(sheet).not.toHaveTextContent(/Nobody is in|Nobody can get|0 people/);
    expect(within(sheet).queryByText("Cost")).toBeNull();
    await user.click(within(sheet).getByRole("button", { name: "Send to whoever can get it" }));
    await waitFor(() => expect(orders(seen)).toHaveLength(1));
  });

  it("tells of which people its figures are where some were found", async () => {
    const { sheet } = await reviewed({ basis: "at_least", looked: 20_000 });
    expect(sheet).toHaveAccessibleName("Send to at least 2 people?");
    expect(sheet).toHaveTextContent(
      "Only a part was counted: 20,000 contacts were looked at, and 3 of them fit.",
    );
    expect(within(sheet).getByText("Cost")).toBeVisible();
  });

  it("tells why its links are long, and whom it does not reach, all the same", async () => {
    const warnings = [{ code: "link_left", sentence: "This link is not shortened." }];
    const { sheet } = await reviewed({ basis: "at_least", looked: 20_000, refused: 3, warnings });
    expect(sheet).toHaveTextContent("This link is not shortened.");
    expect(sheet).toHaveTextContent("This contact opted out.");
  });
});
