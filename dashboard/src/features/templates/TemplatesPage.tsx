import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "@/api/me";
import { templatesQuery } from "@/api/templates";
import type { Scope } from "@/api/types.gen";
import { Button, IconButton } from "@/shared/ui/Button";
import { Page } from "@/shared/ui/Page";
import { Empty, Failed, Loading } from "@/shared/ui/States";
import { ScopeTabs } from "./ScopeTabs";
import { type Open, TemplateDialogs } from "./TemplateDialogs";
import { TemplateList } from "./TemplateList";

/** One's own templates and the shared ones: made, changed, taken away. */
export function TemplatesPage() {
  const scope: Scope = useSearch({ from: "/shell/templates" }).scope ?? "personal";
  const query = useQuery(templatesQuery);
  const share = useMay("share_templates");
  const [open, setOpen] = useState<Open>(null);
  const may = scope === "personal" || share;
  const create = may ? () => setOpen({ what: "new" }) : null;
  const templates = query.data?.filter((template) => template.scope === scope);
  return (
    <Page
      title="Templates"
      back="/me"
      actions={create && <IconButton icon="plus" label="New template" onClick={create} />}
    >
      <ScopeTabs scope={scope} />
      {query.isPending && <Loading rows={4} />}
      {query.isError && !templates && <Failed error={query.error} retry={() => void query.refetch()} />}
      {templates?.length === 0 && <NoTemplates scope={scope} create={create} />}
      {templates && (
        <TemplateList
          label={scope === "shared" ? "Shared templates" : "My templates"}
          templates={templates}
          edit={may ? (template) => setOpen({ what: "edit", template }) : null}
        />
      )}
      <TemplateDialogs open={open} setOpen={setOpen} scope={scope} />
    </Page>
  );
}

function NoTemplates({ scope, create }: { scope: Scope; create: (() => void) | null }) {
  return (
    <Empty icon="template" title={scope === "shared" ? "No shared templates" : "No templates of your own"}>
      <p className="mb-4">
        {scope === "shared"
          ? "What managers write here, everybody can insert into a text."
          : "Keep what you write often. Only you see what stands here."}
      </p>
      {create && (
        <Button look="primary" icon="plus" onClick={create}>
          Write a template
        </Button>
      )}
    </Empty>
  );
}
