import type { ReactNode } from "react";
import { sentence } from "@/api/problem";
import { Button, ButtonRow } from "./Button";
import { Dialog } from "./Dialog";
import { Notice } from "./States";

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What the button says: the deed itself, never "OK". */
  action: string;
  onConfirm: () => void;
  busy: boolean;
  error: unknown;
  children: ReactNode;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ open, onClose, title, action, onConfirm, busy, error, children }: ConfirmProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <div className="text-soft text-pretty">{children}</div>
      {Boolean(error) && (
        <Notice tone="danger" role="alert">
          {sentence(error)}
        </Notice>
      )}
      <ButtonRow>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" busy={busy} onClick={onConfirm}>
          {action}
        </Button>
      </ButtonRow>
    </Dialog>
  );
}
