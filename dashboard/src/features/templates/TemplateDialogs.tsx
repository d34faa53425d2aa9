import type { Dispatch, SetStateAction } from "react";
import type { Scope, TemplateShape } from "@/api/types.gen";
import { Dialog } from "@/shared/ui/Dialog";
import { toast } from "@/shared/ui/Toaster";
import { DeleteTemplate } from "./DeleteTemplate";
import { TemplateEditor } from "./TemplateEditor";

/** What is asked on top of the list; null: nothing. */
export type Open = null | { what: "new" } | { what: "edit" | "delete"; template: TemplateShape };

interface TemplateDialogsProps {
  open: Open;
  setOpen: Dispatch<SetStateAction<Open>>;
  scope: Scope;
}

/** The editor of a template, and the question whether to delete it. */
export function TemplateDialogs({ open, setOpen, scope }: TemplateDialogsProps) {
  const close = () => setOpen(null);
  const edited = open?.what === "edit" ? open.template : null;
  const fresh = scope === "shared" ? "New shared template" : "New template";
  return (
    <>
      <Dialog
        open={open?.what === "new" || edited !== null}
        // It also tells that it closed when it made room for the question whether to delete.
        onClose={() => setOpen((now) => (now?.what === "delete" ? now : null))}
        title={edited ? "Change template" : fresh}
      >
        <TemplateEditor
          template={edited}
          scope={scope}
          onCancel={close}
          onDone={(kept) => {
            toast(`${kept.name} was saved`);
            close();
          }}
          {...(edited && { onDelete: () => setOpen({ what: "delete", template: edited }) })}
        />
      </Dialog>
      {open?.what === "delete" && <DeleteTemplate template={open.template} onClose={close} />}
    </>
  );
}
