import { type ReactNode, useState } from "react";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import type { IconName } from "@/shared/ui/Icon";

interface ChangeSheetProps {
  icon: IconName;
  label: string;
  title: string;
  form: (close: () => void) => ReactNode;
}

/** A button that opens the form by which one thing of a broadcast is changed. */
export function ChangeSheet({ icon, label, title, form }: ChangeSheetProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button icon={icon} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={close} title={title}>
        {form(close)}
      </Dialog>
    </>
  );
}
