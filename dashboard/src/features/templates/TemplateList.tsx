import type { TemplateShape } from "@/api/types.gen";
import { Icon } from "@/shared/ui/Icon";
import { List, Row } from "@/shared/ui/List";

interface TemplateListProps {
  label: string;
  templates: TemplateShape[];
  /** None where one may only read them. */
  edit: ((template: TemplateShape) => void) | null;
}

/** Templates by name, with the beginning of their texts. */
export function TemplateList({ label, templates, edit }: TemplateListProps) {
  return (
    <List label={label}>
      {templates.map((template) => (
        <li key={template.id} data-testid="template-row">
          {edit ? (
            <button type="button" onClick={() => edit(template)} className="block w-full hover:bg-hover">
              <Row
                title={template.name}
                detail={template.body}
                end={<Icon name="forward" className="size-5 text-soft" />}
              />
            </button>
          ) : (
            <div className="px-4 py-3">
              <p className="truncate font-medium">{template.name}</p>
              <p className="text-sm break-words whitespace-pre-wrap text-soft">{template.body}</p>
            </div>
          )}
        </li>
      ))}
    </List>
  );
}
