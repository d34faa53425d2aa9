"""An open lead goes with its conversation, where who gets that may have it (LD-2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from chalicelib.core import access, lead_intake, leads
from chalicelib.core.access import Action
from chalicelib.core.changes import Changes
from chalicelib.core.ids import is_chat
from chalicelib.core.lead_effects import LeadNews
from chalicelib.core.people import Person
from chalicelib.core.threads import Thread
from chalicelib.flows.lead_jobs import loaded
from chalicelib.flows.ports import House


def along(house: House, by: Person, thread: Thread, changes: Changes, now: datetime) -> Changes:
    """The change of a conversation's hands, as it is in `thread`, and with it its lead's, of which alone is told then.

    A lead stays where it is if nobody in particular gets the conversation, or somebody who may not have it; and what
    another has nobody takes but a manager.
    """
    facts = None if is_chat(thread.id) else loaded(house, thread.id)
    lead = None if facts is None else facts.lead
    if facts is None or lead is None or lead.stage.closed or lead.owner == thread.assignee:
        return changes
    owner = next((one for one in facts.people if one.id == thread.assignee and access.may_own(one, facts.line)), None)
    takes = lead.owner is None and thread.assignee == by.id
    if owner is None or not (takes or access.may(by, Action.ASSIGN)):
        return changes
    after = leads.owned(lead, owner.id, by.id, "", now)
    told = lead_intake.news(after, [owner], LeadNews.ASSIGNED, lead_intake.number(facts), now)
    again = lead_intake.handed_on(facts, after, now)
    return replace(changes, lead=after, lead_before=lead, effects=(*told, *again))
