import { useSearch } from "@tanstack/react-router";
import { type InboxSearch, parseInboxSearch } from "./inboxSearch";

/** The list that the address names, wherever in the app one is. */
export function useInboxSearch(): InboxSearch {
  return useSearch({
    strict: false,
    select: (search) => parseInboxSearch(search as Record<string, unknown>),
    structuralSharing: true,
  });
}
