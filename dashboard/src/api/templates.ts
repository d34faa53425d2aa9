import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "./client";
import type { NewTemplate, RenderedShape, RenderFor, TemplatePatch, TemplateShape } from "./types.gen";

const MOST_PAGES = 20;

/** One's own templates and the shared ones, by name: all of them, as they are searched by any of their words. */
export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: async (): Promise<TemplateShape[]> => {
    const found: TemplateShape[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query: { limit: number; cursor?: string } =
        cursor === null ? { limit: 100 } : { limit: 100, cursor };
      const answer = await given(api().GET("/templates", { params: { query } }));
      found.push(...answer.items);
      cursor = answer.cursor ?? null;
      if (cursor === null) break;
    }
    return found;
  },
});

/** `key` stays the same until the template is made, so that a repeat makes no second one. */
export function useCreateTemplate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ template, key }: { template: NewTemplate; key: string }): Promise<TemplateShape> =>
      given(api().POST("/templates", { params: { header: { "Idempotency-Key": key } }, body: template })),
    onSuccess: (made) => put(queries, made.id, made),
  });
}

export function useChangeTemplate(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patch: TemplatePatch): Promise<TemplateShape> =>
      given(api().PATCH("/templates/{template_id}", { params: { path: { template_id: id } }, body: patch })),
    onSuccess: (changed) => put(queries, id, changed),
  });
}

export function useDeleteTemplate(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<unknown> =>
      given(api().DELETE("/templates/{template_id}", { params: { path: { template_id: id } } })),
    onSuccess: () => put(queries, id, null),
  });
}

/** A template's text for a conversation or an addressee, and which fields had no value. */
export function renderTemplate(id: string, who: RenderFor): Promise<RenderedShape> {
  return given(
    api().POST("/templates/{template_id}/render", { params: { path: { template_id: id } }, body: who }),
  );
}

/** Changes the list that is shown without asking for it: the store's own list follows a moment later. */
function put(queries: QueryClient, id: string, template: TemplateShape | null): void {
  queries.setQueryData(templatesQuery.queryKey, (known) => {
    if (!known) return known;
    const others = known.filter((other) => other.id !== id);
    return template ? [...others, template].sort((one, other) => one.name.localeCompare(other.name)) : others;
  });
}
