import type { ReactNode } from "react";
import { sentence } from "@/api/problem";
import { Button, ButtonRow } from "./Button";
import { Modal } from "./Modal";
import { Notice } from "./States";

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What the button says: the deed itself, never "OK". */
  action: string;
  /** What the other button says, where "Cancel" could be taken for the deed. */
  keep?: string;
  /** Only what can be taken back may look harmless. */
  look?: "danger" | "primary";
  onConfirm: () => void;
  busy: boolean;
  error: unknown;
  children: ReactNode;
}

/** Asks before something that cannot be taken back. */
export function Confirm({
  open,
  onClose,
  title,
  action,
  keep = "Cancel",
  look = "danger",
  onConfirm,
  busy,
  error,
  children,
}: ConfirmProps) {
  return (
    <Modal open={open} onClose={onClose} title={title}>
      <div className="text-soft text-pretty">{children}</div>
      {Boolean(error) && (
        <Notice tone="danger" role="alert">
          {sentence(error)}
        </Notice>
      )}
      <ButtonRow>
        <Button onClick={onClose}>{keep}</Button>
        <Button look={look} busy={busy} onClick={onConfirm}>
          {action}
        </Button>
      </ButtonRow>
    </Modal>
  );
}
