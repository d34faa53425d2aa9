import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "./client";
import { pagesQuery } from "./pages";
import { threadQuery } from "./threads";
import type {
  AssignLead,
  LeadDetails,
  LeadImport,
  LeadImported,
  LeadPatch,
  LeadShape,
  LeadStage,
  LeagueShape,
} from "./types.gen";

/** Which leads a list is of. */
export type Which = "unassigned" | "mine" | "all";

/** All lists of leads. */
export const LEAD_LISTS = ["leads", "list"];

/** Leads: those nobody has, the caller's own, or all; of one stage if it is given. */
export function leadsQuery(view: Which, stage: LeadStage | null) {
  return {
    ...pagesQuery([...LEAD_LISTS, view, stage], (from) =>
      given(api().GET("/leads", { params: { query: { ...from, view, ...(stage && { stage }) } } })),
    ),
    // What nobody has is to be seen within five seconds.
    refetchInterval: view === "unassigned" ? 2_500 : 30_000,
  };
}

/** Over how many days the table of speed to lead reaches. */
export type Days = 7 | 30 | 90;

/** How fast leads were written to. */
export function leagueQuery(days: Days) {
  return queryOptions({
    queryKey: ["leads", "league", days],
    queryFn: (): Promise<LeagueShape> => given(api().GET("/leads/league", { params: { query: { days } } })),
    refetchInterval: 60_000,
  });
}

export function leadQuery(id: string) {
  return queryOptions({
    queryKey: ["leads", "one", id],
    queryFn: (): Promise<LeadShape> =>
      given(api().GET("/leads/{lead_id}", { params: { path: { lead_id: id } } })),
  });
}

/** Shows a lead as the API gave it, and asks for the lists and its conversation anew. */
function useShow() {
  const queries = useQueryClient();
  return (lead: LeadShape) => {
    queries.setQueryData(leadQuery(lead.id).queryKey, lead);
    void queries.invalidateQueries({ queryKey: LEAD_LISTS });
    void queries.invalidateQueries({ queryKey: threadQuery(lead.thread).queryKey });
    void queries.invalidateQueries({ queryKey: ["contacts"] });
  };
}

/** Gives a lead to somebody. Where others were faster, what they did is shown. */
export function useAssignLead(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AssignLead): Promise<LeadShape> =>
      given(api().POST("/leads/{lead_id}/assign", { params: { path: { lead_id: id } }, body })),
    onSuccess: useShow(),
    onError: () => queries.invalidateQueries({ queryKey: ["leads"] }),
  });
}

/** Moves a lead to another stage. Where others were faster, what they did is shown. */
export function useChangeLead(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: LeadPatch): Promise<LeadShape> =>
      given(api().PATCH("/leads/{lead_id}", { params: { path: { lead_id: id } }, body })),
    onSuccess: useShow(),
    onError: () => queries.invalidateQueries({ queryKey: ["leads"] }),
  });
}

/** Takes in rows of a file. What a row says is what it is known by: to send it again makes nothing twice. */
export function importLeads(body: LeadImport): Promise<LeadImported> {
  return given(api().POST("/leads/import", { body }));
}

/** Makes a lead of a conversation; `key` stays the same until it is made. */
export function useCreateLead(thread: string, key: string) {
  return useMutation({
    mutationFn: (body: LeadDetails): Promise<LeadShape> =>
      given(
        api().POST("/threads/{thread_id}/lead", {
          params: { path: { thread_id: thread }, header: { "Idempotency-Key": key } },

          body,
        }),
      ),
    onSuccess: useShow(),
  });
}
