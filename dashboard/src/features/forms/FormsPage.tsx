import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "@/api/me";
import type { FormShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Badge } from "@/shared/ui/Badge";
import { iconButtonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { List, Row } from "@/shared/ui/List";
import { Page } from "@/shared/ui/Page";
import { Empty, Failed, Loading, Notice } from "@/shared/ui/States";
import { formsQuery } from "./queries";
import { ReviewList } from "./ReviewList";

/** The brand's opt-in forms, and the opt-ins that somebody must look at. */
export function FormsPage() {
  const may = useMay("edit_forms");
  return (
    <Page title="Opt-in forms" back="/settings" actions={may && <NewForm />}>
      {may ? <Forms /> : <Notice tone="warn">Forms are made by admins.</Notice>}
    </Page>
  );
}

function Forms() {
  const query = useQuery(formsQuery);
  if (query.isPending) return <Loading rows={3} />;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return (
    <div className="flex flex-col gap-8">
      {query.data.items.length === 0 ? (
        <Empty icon="compose" title="No forms yet">
          A form is a page where people agree to your texts. Each gets one text that asks for YES.
        </Empty>
      ) : (
        <List label="Forms">
          {query.data.items.map((form) => (
            <li key={form.id}>
              <FormRow form={form} />
            </li>
          ))}
        </List>
      )}
      <ReviewList />
    </div>
  );
}

function FormRow({ form }: { form: FormShape }) {
  const where = form.line.label || pretty(form.line.number);
  return (
    <Link to="/settings/forms/$formId" params={{ formId: form.id }} className="block hover:bg-hover">
      <Row
        title={form.name}
        detail={form.keyword ? `${where}, or ${form.keyword.toUpperCase()} by text` : where}
        end={form.active ? <Icon name="forward" className="size-5 text-soft" /> : <Badge>Off</Badge>}
      />
    </Link>
  );
}

function NewForm() {
  return (
    <Link
      to="/settings/forms/$formId"
      params={{ formId: "new" }}
      aria-label="New form"
      title="New form"
      className={iconButtonClass}
    >
      <Icon name="plus" />
    </Link>
  );
}
