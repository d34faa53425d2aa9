import { useDeleteTemplate } from "@/api/templates";
import type { TemplateShape } from "@/api/types.gen";
import { Confirm } from "@/shared/ui/Confirm";
import { toast } from "@/shared/ui/Toaster";

/** Asks before a template goes. */
export function DeleteTemplate({ template, onClose }: { template: TemplateShape; onClose: () => void }) {
  const remove = useDeleteTemplate(template.id);
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(`${template.name} was deleted`);
        onClose();
      },
    });
  return (
    <Confirm
      open
      onClose={onClose}
      title={`Delete ${template.name}?`}
      action="Delete template"
      onConfirm={confirm}
      busy={remove.isPending}
      error={remove.error}
    >
      {template.scope === "shared" ? "It goes for everybody. " : ""}
      Texts that were written with it stay as they are.
    </Confirm>
  );
}
