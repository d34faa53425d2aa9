import type { NewBroadcast } from "@/api/types.gen";
import type { Choice } from "@/shared/ui/choice";

/** Whom a text goes to besides its group, whom not, and whom it leaves in peace. Groups' ids begin with g. */
export interface AudienceDraft {
  also: Choice[];
  without: Choice[];
  skipTalking: boolean;
  /** In days; 0: however recently it was. */
  skipTexted: number;
}

export const PLAIN: AudienceDraft = { also: [], without: [], skipTalking: false, skipTexted: 0 };

export const TEXTED_WITHIN = [
  { days: 0, label: "Nobody" },
  { days: 1, label: "Who was texted in the last day" },
  { days: 3, label: "Who was texted in the last 3 days" },
  { days: 7, label: "Who was texted in the last week" },
  { days: 14, label: "Who was texted in the last 2 weeks" },
  { days: 30, label: "Who was texted in the last 30 days" },
];

/** The parts of the order that say whom it goes to; what is not used is left out. */
export function audienceOf(group: string, draft: AudienceDraft): Omit<NewBroadcast, "line" | "body"> {
  const also = split(draft.also);
  const without = split(draft.without);
  return {
    ...(group && { group }),
    ...(also.groups.length > 0 && { groups: also.groups }),
    ...(also.contacts.length > 0 && { contacts: also.contacts }),
    ...(draft.without.length > 0 && { exclude: without }),
    ...((draft.skipTalking || draft.skipTexted > 0) && {
      skip: { active_conversation: draft.skipTalking, texted_within_days: draft.skipTexted },
    }),
  };
}

/** Whether anybody gets it. */
export function isAddressed(group: string, draft: AudienceDraft): boolean {
  return group !== "" || draft.also.length > 0;
}

function split(choices: Choice[]): { groups: string[]; contacts: string[] } {
  const ids = choices.map((choice) => choice.value);
  return {
    groups: ids.filter((id) => id.startsWith("g")),
    contacts: ids.filter((id) => !id.startsWith("g")),
  };
}

/** How many choices are made beyond the group, in words; empty for none. */
export function choicesInWords(draft: AudienceDraft): string {
  const skips = Number(draft.skipTalking) + Number(draft.skipTexted > 0);
  return [
    draft.also.length > 0 && `${draft.also.length} more`,
    draft.without.length > 0 && `${draft.without.length} left out`,
    skips > 0 && "some skipped",
  ]
    .filter(Boolean)
    .join(", ");
}
