import type { PersonRef } from "@/api/types.gen";
import { Avatar } from "@/shared/ui/Avatar";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";

interface AssignDialogProps {
  open: boolean;
  onClose: () => void;
  people: PersonRef[];
  /** Who has the conversation now; empty for nobody. */
  holder: string;
  assign: (person: string) => void;
}

/** Whom a manager gives the conversation to. */
export function AssignDialog({ open, onClose, people, holder, assign }: AssignDialogProps) {
  const choose = (person: string) => {
    assign(person);
    onClose();
  };
  return (
    <Dialog open={open} onClose={onClose} title="Who answers this conversation?">
      <ul className="-mx-2">
        {[...people, { id: "", name: "Nobody in particular" }].map((person) => (
          <li key={person.id}>
            <button
              type="button"
              aria-pressed={person.id === holder}
              onClick={() => choose(person.id)}
              className="flex min-h-14 w-full items-center gap-3 rounded-2xl px-2 text-left hover:bg-hover"
            >
              <Avatar name={person.id ? person.name : ""} id={person.id} size="size-9" />
              <span className="flex-1">{person.name}</span>
              {person.id === holder && <Icon name="check" className="size-5 text-brand-text" />}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
