import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAssignLead, useChangeLead } from "@/api/leads";
import { meQuery } from "@/api/me";
import { sentence } from "@/api/problem";
import { threadQuery } from "@/api/threads";
import type { LeadShape, LeadStage } from "@/api/types.gen";
import { FirstTextNotice, useFirstTextFault } from "@/shared/consent/FirstText";
import { pretty } from "@/shared/lib/phone";
import { Button, buttonClass } from "@/shared/ui/Button";
import { Select } from "@/shared/ui/Field";
import { toast } from "@/shared/ui/Toaster";
import { AssignLead } from "./AssignLead";
import { STAGES } from "./words";

/** Write, assign or take, and move to another stage. */
export function LeadActions({ lead }: { lead: LeadShape }) {
  const me = useQuery(meQuery).data;
  const [assigning, setAssigning] = useState(false);
  const assign = useAssignLead(lead.id);
  const change = useChangeLead(lead.id);
  const open = useQuery({ ...threadQuery(lead.thread), retry: false }).data !== undefined;
  const fault = useFirstTextFault(lead.contact.id, lead.line.id);
  const manages = me?.may.includes("assign") ?? false;
  const fails = (fault: Error) => toast(sentence(fault));
  const take = () =>
    me && assign.mutate({ owner: me.id, note: "", version: lead.version }, { onError: fails });
  const move = (stage: LeadStage) =>
    change.mutate({ stage, note: "", version: lead.version }, { onError: fails });
  return (
    <div className="flex flex-wrap items-end gap-3">
      {!open && (
        <div className="w-full empty:hidden">
          <FirstTextNotice
            contact={lead.contact.id}
            line={lead.line.id}
            who={lead.contact.name || pretty(lead.contact.phone)}
          />
        </div>
      )}
      {open && (
        <Link to="/t/$threadId" params={{ threadId: lead.thread }} className={buttonClass("primary")}>
          Open conversation
        </Link>
      )}
      {!open && !fault && (
        <Link
          to="/new"
          search={{ to: lead.contact.id, line: lead.line.id }}
          className={buttonClass("primary")}
        >
          Write first text
        </Link>
      )}
      {manages && <Button onClick={() => setAssigning(true)}>{lead.owner ? "Reassign" : "Assign"}</Button>}
      {!manages && !lead.owner && lead.owners.length > 0 && (
        <Button busy={assign.isPending} onClick={take}>
          Take this lead
        </Button>
      )}
      {lead.owner && (
        <Select
          label="Stage"
          value={lead.stage}
          disabled={change.isPending}
          onChange={(event) => move(event.target.value as LeadStage)}
        >
          {(Object.keys(STAGES) as LeadStage[])
            .filter((stage) => stage !== "new")
            .map((stage) => (
              <option key={stage} value={stage}>
                {STAGES[stage]}
              </option>
            ))}
        </Select>
      )}
      <AssignLead lead={lead} open={assigning} onClose={() => setAssigning(false)} />
    </div>
  );
}
