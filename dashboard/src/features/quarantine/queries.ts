import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { pagesQuery } from "@/api/pages";
import type { SettledText } from "@/api/types.gen";

const LIST = ["quarantine"];

/** Texts to numbers that are no line, newest first. */
export const quarantineQuery = pagesQuery(LIST, (from) =>
  given(api().GET("/quarantine", { params: { query: from } })),
);

/** Takes a text in on the line it was sent to, or puts it away. The list shows what is left, whatever came of it. */
export function useSettleText(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (takeIn: boolean): Promise<SettledText> =>
      given(
        api().POST("/quarantine/{text_id}", { params: { path: { text_id: id } }, body: { take_in: takeIn } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: LIST }),
  });
}
