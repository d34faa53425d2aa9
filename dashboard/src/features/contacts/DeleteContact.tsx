import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ContactShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Button } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { toast } from "@/shared/ui/Toaster";
import { useDeleteContact } from "./queries";

/** Takes a contact away, once a manager has confirmed it. */
export function DeleteContact({ contact }: { contact: ContactShape }) {
  const [asked, setAsked] = useState(false);
  const remove = useDeleteContact(contact.id);
  const navigate = useNavigate();
  const name = contact.name || pretty(contact.phone);
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(`${name} was deleted`);
        void navigate({ to: "/contacts", replace: true });
      },
    });
  return (
    <div>
      <Button look="danger" onClick={() => setAsked(true)}>
        Delete contact
      </Button>
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={`Delete ${name}?`}
        action="Delete contact"
        onConfirm={confirm}
        busy={remove.isPending}
        error={remove.error}
      >
        {name} leaves your contacts and every group. Conversations and consent stay, as the law requires.
      </Confirm>
    </div>
  );
}
