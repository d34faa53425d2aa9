import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/States";

/** Why no contact is listed, and what to do about it. */
export function NoContacts({ searched, onAdd }: { searched: string; onAdd: (() => void) | undefined }) {
  if (searched) {
    return (
      <Empty icon="search" title={`Nobody found for “${searched}”`}>
        Type the beginning of a name, or the digits of a number.
      </Empty>
    );
  }
  return (
    <Empty icon="contacts" title="No contacts yet">
      <p className="mb-4">Whoever texts one of your lines can be kept here by name.</p>
      {onAdd && (
        <Button look="primary" icon="plus" onClick={onAdd}>
          Add a contact
        </Button>
      )}
    </Empty>
  );
}
