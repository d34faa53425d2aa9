import type { ReactNode } from "react";
import { Button, ButtonRow } from "./Button";

interface SaveRowProps {
  /** It is on its way. */
  busy: boolean;
  disabled?: boolean;
  /** Leaves all as it was. */
  onLeave: () => void;
  /** What the way out is called: "Back" where something else could be taken for cancelled. */
  leave?: "Cancel" | "Back";
  save?: string;
  /** A button that stands apart from the two, on the left. */
  children?: ReactNode;
}

/** The lower edge of a small form: out of it, or send it. */
export function SaveRow({
  busy,
  disabled = false,
  onLeave,
  leave = "Cancel",
  save = "Save",
  children,
}: SaveRowProps) {
  return (
    <ButtonRow>
      {children}
      <Button onClick={onLeave}>{leave}</Button>
      <Button type="submit" look="primary" busy={busy} disabled={disabled}>
        {save}
      </Button>
    </ButtonRow>
  );
}
