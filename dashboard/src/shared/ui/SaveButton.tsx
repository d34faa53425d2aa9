import { Button } from "./Button";

interface SaveButtonProps {
  /** What differs from what is saved; with nothing in it there is nothing to save. */
  patch: object;
  busy: boolean;
}

/** Sends the form it stands in. */
export function SaveButton({ patch, busy }: SaveButtonProps) {
  return (
    <Button type="submit" look="primary" busy={busy} disabled={Object.keys(patch).length === 0}>
      Save
    </Button>
  );
}
