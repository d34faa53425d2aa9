import { screen, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import type { GroupShape, KeywordRuleShape, LineShape } from "@/api/types.gen";
import { aLine, aPerson } from "./fixtures";
import { type Seen, serve } from "./serve";
import { USUAL } from "./usual";

/** Where the rules of `world`'s line are edited. */
export const HERE = "/settings/lines/l1/rules";

export const MEMBERS = [
  { id: "p1", name: "Riley One" },
  { id: "p2", name: "Robin Two" },
];
export const GROUPS: Partial<GroupShape>[] = [
  { id: "g1", name: "Spring list", live: false, size: 25 },
  { id: "g2", name: "Golfers", live: true, size: null },
];
export const HOURS = aRule({ words: ["hours", "opening times"], reply: "We are open 9 to 5." });
export const PRICE = aRule({
  words: ["price"],
  anywhere: true,
  tags: ["price"],
  group: "g1",
  assignee: "p2",
});
export const AGENT = aRule({ words: ["agent"], assignee: "p1" });

/** A rule as the API shows it. */
export function aRule(over: Partial<KeywordRuleShape>): KeywordRuleShape {
  const nothing = {
    words: [],
    anywhere: false,
    reply: "",
    tags: [],
    group: null,
    assignee: null,
    alert: true,
  };
  return { ...nothing, ...over };
}

/** A shared line, under an admin's eyes, that keeps what is sent; `answers` are given before that. */
export function world(rules: KeywordRuleShape[], line: Partial<LineShape> = {}, answers: unknown[] = []) {
  let known = aLine({ use: "shared", owner: null, members: MEMBERS, ...line, rules });
  const log = serve({
    ...USUAL,
    "GET /me": aPerson({ role: "admin", may: ["answer", "manage_lines"] }),
    "GET /lines": () => ({ items: [known] }),
    "GET /groups": { items: GROUPS },
    "PATCH /lines/l1": ({ body }: Seen) => {
      const answer = answers.shift();
      if (!answer) known = { ...known, ...(body as object) };
      return answer ?? known;
    },
  });
  const sent = () => log.filter(({ call }) => call === "PATCH /lines/l1").map(({ body }) => body);
  const colleagueSaves = (others: KeywordRuleShape[]) => {
    known = { ...known, rules: others };
  };
  return { sent, colleagueSaves };
}

/** Opens the rule of this name; what is inside it, where no other is open. */
export async function unfold(user: UserEvent, name: RegExp) {
  await user.click(await screen.findByRole("button", { name }));
  return within(screen.getByRole("group", { name: /^Rule \d+$/ }));
}
