import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { linesQuery, useMay } from "@/api/me";

import type { FormPage as Forms, LineShape } from "@/api/types.gen";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading, Notice } from "@/shared/ui/States";
import { FormEditor } from "./FormEditor";
import { formsQuery } from "./queries";
import { Share } from "./Share";

/** One form: its editor, and the ways to bring people to it. */
export function FormPage() {
  const { formId } = useParams({ from: "/shell/settings/forms/$formId" });
  const may = useMay("edit_forms");
  const forms = useQuery(formsQuery);
  const lines = useQuery(linesQuery);
  const form = forms.data?.items.find((known) => known.id === formId);
  const fault = forms.error ?? lines.error;
  const retry = () => {
    void forms.refetch();
    void lines.refetch();
  };
  return (
    <Page title={formId === "new" ? "New form" : (form?.name ?? "Form")} back="/settings/forms" wide>
      {!may && <Notice tone="warn">Forms are made by admins.</Notice>}
      {may && fault && <Failed error={fault} retry={retry} />}
      {may && !fault && (!forms.data || !lines.data) && <Loading rows={3} />}
      {may && forms.data && lines.data && (
        <Editor key={formId} id={formId} forms={forms.data} lines={lines.data} />
      )}
    </Page>
  );
}

function Editor({ id, forms, lines }: { id: string; forms: Forms; lines: LineShape[] }) {
  const form = forms.items.find((known) => known.id === id);
  if (!form && id !== "new") return <Notice tone="warn">There is no such form.</Notice>;
  return (
    <div className="flex flex-col gap-8">
      {form && <Share form={form} />}
      <FormEditor form={form} page={forms} lines={lines} />
    </div>
  );
}
