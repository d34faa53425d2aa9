import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAssignLead, useChangeLead } from "@/api/leads";
import { meQuery } from "@/api/me";
import { sentence } from "@/api/problem";
import type { LeadRow, LeadStage } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Menu, type MenuItem } from "@/shared/ui/Menu";
import { toast } from "@/shared/ui/Toaster";
import { AssignLead } from "./AssignLead";
import { Clock } from "./Clock";
import { STAGES } from "./words";

/** One lead on the board: it moves by its menu, which keys reach. */
export function BoardCard({ lead, manages }: { lead: LeadRow; manages: boolean }) {
  const me = useQuery(meQuery).data;
  const [assigning, setAssigning] = useState(false);
  const change = useChangeLead(lead.id);
  const assign = useAssignLead(lead.id);
  const name = lead.contact.name || pretty(lead.contact.phone);
  const fails = (fault: Error) => toast(sentence(fault));
  const move = (stage: LeadStage) =>
    change.mutate(
      { stage, note: "", version: lead.version },
      { onSuccess: () => toast(`Moved to ${STAGES[stage]}`), onError: fails },
    );
  const take = () =>
    me &&
    assign.mutate(
      { owner: me.id, note: "", version: lead.version },
      { onSuccess: () => toast("It is yours now"), onError: fails },
    );
  const stages = lead.owner ? STEPS.filter((stage) => stage !== lead.stage) : [];
  const items: MenuItem[] = [
    ...stages.map((stage) => ({ label: `Move to ${STAGES[stage]}`, onSelect: () => move(stage) })),
    ...(manages
      ? [{ label: lead.owner ? "Give to somebody else…" : "Assign to…", onSelect: () => setAssigning(true) }]
      : lead.owner
        ? []
        : [{ label: "Take this lead", onSelect: take }]),
  ];
  return (
    <li className="rounded-xl border border-rule bg-surface">
      <div className="flex items-start">
        <Link
          to="/leads/$leadId"
          params={{ leadId: lead.id }}
          className="min-w-0 flex-1 rounded-xl py-2.5 pl-3 hover:underline"
        >
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-sm text-soft">
            {lead.owner?.name ?? (lead.line.label || pretty(lead.line.number))}
          </span>
        </Link>
        <Menu label={`Actions for ${name}`} items={items} />
      </div>
      <p className="px-3 pb-2.5 empty:hidden">
        <Clock lead={lead} />
      </p>
      <AssignLead lead={lead} open={assigning} onClose={() => setAssigning(false)} />
    </li>
  );
}

const STEPS = (Object.keys(STAGES) as LeadStage[]).filter((stage) => stage !== "new");
