import type { Happened, LeadEventShape, LeadRow, LeadSource, LeadStage, LeagueShape } from "@/api/types.gen";

export const STAGES: Record<LeadStage, string> = {
  new: "New",
  assigned: "Assigned",
  contacted: "Contacted",
  qualified: "Qualified",
  won: "Won",
  lost: "Lost",
};

/** What those are called that nobody has, wherever they stand. */
export const UNASSIGNED = "Unassigned";

export const SOURCES: Record<LeadSource, string> = {
  form: "by a form",
  api: "from another system",
  keyword: "by a keyword",
  text: "by a text",
  csv: "from a file",
  hand: "out of a conversation",
};

const WHAT: Record<Happened, (event: LeadEventShape) => string> = {
  came: () => "Came in",
  returned: () => "Came in again",
  assigned: (event) => `Given to ${event.owner?.name ?? "nobody"}`,
  unassigned: () => "Put back into the queue",
  staged: (event) => `Moved to ${STAGES[event.stage]}`,
  texted: () => "First text sent",
  unsent: () => "The first text did not arrive",
  reminded: () => "Nobody had written: reminder sent",
  escalated: () => "Still nobody had written: managers told",
};

/** What happened, and who did it. */
export function happened(event: LeadEventShape): string {
  const by = event.by ? ` by ${event.by.name}` : event.what === "assigned" ? " by a rule" : "";
  return WHAT[event.what](event) + by;
}

/** How long a lead has waited, or how soon it was written to. */
export function clock(lead: LeadRow, now: number): { words: string; late: boolean } | null {
  if (lead.waits && lead.clock === null) return { words: "Waits for YES", late: false };
  const since = Date.parse(lead.clock ?? lead.since);
  if (lead.waits)
    return { words: `Waits ${span(now - since)}`, late: lead.due != null && now >= Date.parse(lead.due) };
  if (!lead.first_text_at) return null;
  return { words: `Written to after ${span(Date.parse(lead.first_text_at) - since)}`, late: false };
}

/** What is in time, and by which clock. */
export function targetWords({ target, office_hours }: LeagueShape): string {
  const clock = office_hours ? " Minutes in which the line is open count." : "";
  return (
    (target
      ? `In time is a first text within ${span(target * 60_000)}, or a stage that says it was reached.`
      : "There is no target for new leads.") +
    clock +
    " A lead counts for who wrote first."
  );
}

/** "45 s", "3 min", or a dash where nobody was written to. */
export function tookWords(seconds: number | null): string {
  if (seconds === null) return "–";
  return seconds < 60 ? `${seconds} s` : span(seconds * 1000);
}

/** "75%", or a dash where there is nothing to have a share of. */
export function shareWords(part: number, all: number): string {
  return all === 0 ? "–" : `${Math.round((part / all) * 100)}%`;
}

/** "3 min", "2 h 5 min", "3 days". */
export function span(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}
