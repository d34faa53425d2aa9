import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { brandQuery } from "@/api/brand";
import { api, given } from "@/api/client";
import { pagesQuery } from "@/api/pages";
import type {
  BrandSettings,
  HoursTable,
  LinePatch,
  LineShape,
  RecaptureOverview,
  RecaptureRun,
  SettingsPatch,
} from "@/api/types.gen";
import { toast } from "@/shared/ui/Toaster";

/** The legal windows in force today, by state; their open and quiet change with the hour. */
export const hoursQuery = queryOptions({
  queryKey: ["settings", "hours"],
  queryFn: (): Promise<HoursTable> => given(api().GET("/settings/hours")),
  refetchInterval: 5 * 60_000,
});

export function useChangeBrand() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patch: SettingsPatch): Promise<BrandSettings> =>
      given(api().PATCH("/settings", { body: patch })),
    onSuccess: (brand) => {
      queries.setQueryData(brandQuery.queryKey, brand);
      toast("Saved");
    },
  });
}

export function useChangeLine(id: string) {
  const changed = useLinesChanged();
  return useMutation({
    mutationFn: (patch: LinePatch): Promise<LineShape> =>
      given(api().PATCH("/lines/{line_id}", { params: { path: { line_id: id } }, body: patch })),
    onSuccess: () => {
      toast("Saved");
      return changed();
    },
  });
}

/** The answer is another line: a line is its number. */
export function useChangeNumber(id: string) {
  const changed = useLinesChanged();
  return useMutation({
    mutationFn: (number: string): Promise<LineShape> =>
      given(api().POST("/lines/{line_id}/number", { params: { path: { line_id: id } }, body: { number } })),
    onSuccess: () => changed(),
  });
}

/** Who had agreed to the number that a line replaces; while they are being asked, it is looked at again. */
export function recaptureQuery(id: string) {
  return queryOptions({
    queryKey: ["lines", id, "recapture"],
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.run && !state.data.run.done_at ? 5_000 : false),
    queryFn: (): Promise<RecaptureOverview> =>
      given(
        api().GET("/lines/{line_id}/recapture", {
          params: { path: { line_id: id }, query: { limit: 25 } },
        }),
      ),
  });
}

export function useStartRecapture(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<RecaptureRun> =>
      given(api().POST("/lines/{line_id}/recapture", { params: { path: { line_id: id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: recaptureQuery(id).queryKey }),
  });
}

/** Contacts whose number takes no texts, the latest first. */
export const suppressedQuery = pagesQuery(["contacts", "suppressed"], (from) =>
  given(api().GET("/contacts/suppressed", { params: { query: { ...from } } })),
);

export function useLift() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (contact: string): Promise<unknown> =>
      given(api().DELETE("/contacts/suppressed/{contact_id}", { params: { path: { contact_id: contact } } })),
    onSuccess: () => {
      toast("It may be texted again");
      return queries.invalidateQueries({ queryKey: ["contacts"] });
    },
  });
}

function useLinesChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["lines"] });
}
