import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { contactQuery } from "@/api/contacts";
import { sentence } from "@/api/problem";
import { Button } from "@/shared/ui/Button";

interface OwnConversationProps {
  contact: string;
  name: string;
  line: string;
}

/** Leads from a group conversation to a member's own one with the line; to the member where nothing was said there. */
export function OwnConversation({ contact, name, line }: OwnConversationProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: () => queries.fetchQuery(contactQuery(contact)),
    onSuccess: ({ consents }) => {
      const thread = consents?.find((consent) => consent.line.id === line)?.thread;
      void (thread
        ? navigate({ to: "/t/$threadId", params: { threadId: thread }, search: { tab: "all" } })
        : navigate({ to: "/contacts/$contactId", params: { contactId: contact } }));
    },
  });
  return (
    <span className="flex shrink-0 flex-col items-end">
      <Button
        look="quiet"
        aria-label={`Open ${name}’s own conversation`}
        busy={open.isPending}
        onClick={() => open.mutate()}
      >
        Open
      </Button>
      {open.error && (
        <span role="alert" className="max-w-40 text-sm text-danger">
          {sentence(open.error)}
        </span>
      )}
    </span>
  );
}
