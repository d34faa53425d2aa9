import type { Folder, LineShape, Tab } from "@/api/types.gen";

export type TabChoice = Tab | "all" | "scheduled" | "nobodys";

/** Which list of conversations is shown; what is left out is the usual. */
export interface InboxSearch {
  folder?: "archived" | "snoozed";
  /** `scheduled` are texts for later, whose conversations may be in any folder; `nobodys` need attention, and no one
   * has them. */
  tab?: "participating" | "all" | "scheduled" | "nobodys";
  line?: string;
}

export interface InboxFilter {
  folder: Folder;
  /** Null: whatever tab. */
  tab: Tab | null;
  line: string | null;
  /** Only what no one has, on these lines: the shared ones. */
  unheld?: string[];
}

/** The list that an address names; what makes no sense is left out. */
export function parseInboxSearch(search: Record<string, unknown>): InboxSearch {
  return {
    ...((search.folder === "archived" || search.folder === "snoozed") && { folder: search.folder }),
    ...(isTab(search.tab) && { tab: search.tab }),
    ...(typeof search.line === "string" && { line: search.line }),
  };
}

const TABS: readonly unknown[] = [
  "participating",
  "all",
  "scheduled",
  "nobodys",
] satisfies InboxSearch["tab"][];

function isTab(tab: unknown): tab is NonNullable<InboxSearch["tab"]> {
  return TABS.includes(tab);
}

/** `lines` are those that one sees: a conversation on a person's own line is that person's. */
export function filterOf(search: InboxSearch, lines: LineShape[] = []): InboxFilter {
  const folder = search.folder ?? "inbox";
  if (folder === "inbox" && search.tab === "nobodys") {
    const unheld = lines.filter(({ use }) => use !== "personal").map(({ id }) => id);
    return { folder, tab: "needs_attention", line: search.line ?? null, unheld };
  }
  const tab = search.tab ?? "needs_attention";
  const every = folder !== "inbox" || tab === "all" || tab === "scheduled" || tab === "nobodys";
  return { folder, tab: every ? null : tab, line: search.line ?? null };
}
