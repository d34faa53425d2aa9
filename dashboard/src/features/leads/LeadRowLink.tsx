import { Link } from "@tanstack/react-router";
import type { LeadRow } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/Avatar";
import { Clock } from "./Clock";
import { STAGES } from "./words";

/** One lead in a list: who, where, who has it, how far it is, and its clock. */
export function LeadRowLink({ lead }: { lead: LeadRow }) {
  const { contact, line } = lead;
  return (
    <Link
      to="/leads/$leadId"
      params={{ leadId: lead.id }}
      className="flex min-h-18 items-start gap-3 px-4 py-3 hover:bg-hover"
    >
      <Avatar name={contact.name} id={contact.id} size="size-10" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{contact.name || pretty(contact.phone)}</span>
          <span className="shrink-0 text-sm text-soft">{STAGES[lead.stage]}</span>
        </span>
        <span className="block truncate text-sm text-soft">
          {lead.owner?.name ?? "Nobody has it"} · {line.label || pretty(line.number)}
        </span>
        <span className="mt-1 block">
          <Clock lead={lead} />
        </span>
      </span>
    </Link>
  );
}
