import { contactChoice } from "@/api/contacts";
import { groupChoice } from "@/api/groups";
import type { AudienceShape, ContactShape, GroupShape } from "@/api/types.gen";
import type { Choice } from "@/shared/ui/choice";
import { type AudienceDraft, audienceOf } from "./audience";

/** The single contacts that an audience names, those left out last. */
export function contactsIn({ contacts = [], exclude }: AudienceShape): string[] {
  return [...contacts, ...(exclude?.contacts ?? [])];
}

/** What is chosen of an audience as it is: its first group, and the rest. Contacts that are `gone` are left out. */
export function draftOf(
  audience: AudienceShape,
  groups: Pick<GroupShape, "id" | "name">[],
  contacts: ContactShape[],
  gone: string[] = [],
): [string, AudienceDraft] {
  const { groups: all = [], contacts: single = [], exclude, skip } = audience;
  const named = new Map<string, Choice>([
    ...groups.map((group) => [group.id, groupChoice(group)] as const),
    ...contacts.map((contact) => [contact.id, contactChoice(contact)] as const),
  ]);
  const [first = "", ...others] = all;
  const chosen = (groupIds: string[], contactIds: string[]): Choice[] => [
    // Who is in it, or was to be left out with it, nobody knows any more: it is seen, and taken away by hand.
    ...groupIds.map((id) => named.get(id) ?? groupChoice({ id, name: "A deleted group" })),
    ...contactIds
      .filter((id) => !gone.includes(id))
      .map((id) => named.get(id) ?? { value: id, label: "Contact", detail: "" }),
  ];
  return [
    named.has(first) ? first : "",
    {
      also: chosen(named.has(first) || !first ? others : all, single),
      without: chosen(exclude?.groups ?? [], exclude?.contacts ?? []),
      skipTalking: skip?.active_conversation ?? false,
      skipTexted: skip?.texted_within_days ?? 0,
    },
  ];
}

/** An audience as a whole, as the API takes it in the place of another. */
export function wholeOf(group: string, draft: AudienceDraft): AudienceShape {
  const { group: first, groups = [], ...more } = audienceOf(group, draft);
  return { ...more, groups: first ? [first, ...groups] : groups };
}

/** What is wrong with the audience by the names of its own fields; with all of it under no name. */
export function faultsWithin(fields: Record<string, string>): Record<string, string> {
  const own = Object.entries(fields).filter(([field]) => field.split(".")[0] === "audience");
  return Object.fromEntries(own.map(([field, text]) => [field.replace(/^audience\.?/, ""), text]));
}
