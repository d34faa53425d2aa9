import { Confirm } from "@/shared/ui/Confirm";
import { useLeaving } from "@/shared/ui/useLeaving";

/** While rows are on their way it asks before one leaves. */
export function SendingGuard({ sending }: { sending: boolean }) {
  const { leaving, stay, leave } = useLeaving(sending);
  return (
    <Confirm
      open={leaving}
      onClose={stay}
      title="Stop in the middle of the file?"
      action="Leave"
      onConfirm={leave}
      busy={false}
      error={null}
    >
      The rows that are in stay in. Upload the same file again to bring in the others.
    </Confirm>
  );
}
