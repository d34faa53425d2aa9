import type { Folder, Tab } from "@/api/types.gen";

export type TabChoice = Tab | "all";

/** Which list of conversations is shown; what is left out is the usual. */
export interface InboxSearch {
  folder?: "archived" | "snoozed";
  tab?: "participating" | "all";
  line?: string;
}

export interface InboxFilter {
  folder: Folder;
  /** Null: whatever tab. */
  tab: Tab | null;
  line: string | null;
}

/** The list that an address names; what makes no sense is left out. */
export function parseInboxSearch(search: Record<string, unknown>): InboxSearch {
  return {
    ...((search.folder === "archived" || search.folder === "snoozed") && { folder: search.folder }),
    ...((search.tab === "participating" || search.tab === "all") && { tab: search.tab }),
    ...(typeof search.line === "string" && { line: search.line }),
  };
}

export function filterOf(search: InboxSearch): InboxFilter {
  const folder = search.folder ?? "inbox";
  const tab = search.tab ?? "needs_attention";
  return { folder, tab: folder !== "inbox" || tab === "all" ? null : tab, line: search.line ?? null };
}
