import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aBroadcast, BROADCASTS } from "@/test/broadcasts";
import { type Seen, serve } from "@/test/serve";
import { invalid, USUAL, visit } from "@/test/usual";
import { draftOf, faultsWithin, wholeOf } from "./audienceDraft";

const GROUPS = [
  { id: "g1", name: "Regulars" },
  { id: "g2", name: "Robins" },
];
const AUDIENCE = {
  groups: ["g1", "g2"],
  contacts: ["c1", "c2"],
  exclude: { groups: [], contacts: ["c3"] },
  skip: { active_conversation: true, texted_within_days: 7 },
};

describe("an audience that is changed", () => {
  it("is shown as it is, by names as far as they are known, and without who is gone", () => {
    const [group, draft] = draftOf(AUDIENCE, GROUPS, [], ["c2"]);
    expect(group).toBe("g1");
    expect(draft.also.map((one) => one.label)).toEqual(["Robins", "Contact"]);
    expect(draft.without.map((one) => one.value)).toEqual(["c3"]);
    expect([draft.skipTalking, draft.skipTexted]).toEqual([true, 7]);
  });

  it("shows a group that is gone, so that nobody is texted who was to be left out", () => {
    const lost = { ...AUDIENCE, groups: ["g1"], exclude: { groups: ["g9"], contacts: [] } };
    const [group, draft] = draftOf(lost, GROUPS, []);
    expect(draft.without.map((one) => one.label)).toEqual(["A deleted group"]);
    expect(wholeOf(group, draft).exclude?.groups).toEqual(["g9"]);
    const [none, others] = draftOf({ ...lost, groups: ["g9", "g1"] }, GROUPS, []);
    expect([none, ...others.also.map((one) => one.value)]).toEqual(["", "g9", "g1", "c1", "c2"]);
  });

  it("is given back as a whole", () => {
    const [group, draft] = draftOf(AUDIENCE, GROUPS, []);
    expect(wholeOf(group, draft)).toEqual(AUDIENCE);
    expect(wholeOf("", { ...draft, also: [], without: [], skipTalking: false, skipTexted: 0 })).toEqual({
      groups: [],
    });
  });

  it("has its faults by the names of its own fields", () => {
    expect(faultsWithin({ audience: "Too many.", "audience.groups.0": "Gone.", body: "Empty." })).toEqual({
      "": "Too many.",
      "groups.0": "Gone.",
    });
  });
});

describe("who gets a scheduled broadcast", () => {
  const scheduled = aBroadcast({
    stage: "scheduled",
    send_at: "2099-12-01T10:00:00Z",
    steerable: true,
    changeable: true,
    audience: { groups: ["g1"], contacts: [], exclude: { groups: [], contacts: [] } },
  });

  it("is changed on its page, and what is wrong is said at its field", async () => {
    let fails = true;
    const seen = serve({
      ...USUAL,
      ...BROADCASTS,
      "GET /broadcasts/b1": scheduled,
      "PATCH /broadcasts/b1": () =>
        fails ? invalid({ "audience.exclude.contacts.0": "There is no such contact." }) : scheduled,
    });
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: "Change who gets it" }));
    const sheet = await screen.findByRole("dialog", { name: "Who shall get it?" });
    await user.click(await within(sheet).findByText("More or fewer people"));
    await user.click(within(sheet).getByRole("checkbox", { name: /Skip who is in a conversation/ }));
    await user.click(within(sheet).getByRole("button", { name: "Save" }));
    expect(await within(sheet).findByText("There is no such contact.")).toBeVisible();
    fails = false;
    await user.click(within(sheet).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const asked = seen.filter(({ call }: Seen) => call === "PATCH /broadcasts/b1").map(({ body }) => body);
    expect(asked.at(-1)).toEqual({
      audience: { groups: ["g1"], skip: { active_conversation: true, texted_within_days: 0 } },
    });
  });
});
