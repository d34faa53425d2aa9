import { Confirm } from "./Confirm";

interface LeaveQuestionProps {
  open: boolean;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks before what was typed is lost. */
export function LeaveQuestion({ open, onStay, onLeave }: LeaveQuestionProps) {
  return (
    <Confirm
      open={open}
      onClose={onStay}
      title="Leave without saving?"
      action="Leave"
      onConfirm={onLeave}
      busy={false}
      error={null}
    >
      What you changed here is not saved yet, and would be lost.
    </Confirm>
  );
}
