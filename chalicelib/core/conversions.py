"""A lead that is won counts as a conversion of the last broadcast that its contact got (LD-4, AN-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core.changes import Changes
from chalicelib.core.lead_intake import Facts
from chalicelib.core.leads import Lead, LeadStage
from chalicelib.core.responses import Kind, Response, to_last

WITHIN = timedelta(days=30)
"""So long after a broadcast's text went to a contact, a sale counts for it. To buy takes weeks where to answer takes
hours: a visit, an offer, the end of the month. Who texts its list each month then has no sale counted for nothing; what
comes later has more likely another cause."""


def credited(facts: Facts, changes: Changes, now: datetime) -> Changes:
    """With what it means for a broadcast that somebody moves a lead so: won, it counts where its contact was texted in
    time; won no more, it does not. One that is won, and then comes back, is another sale and takes nothing back."""
    before, lead = facts.lead, changes.lead
    was = before is not None and before.stage is LeadStage.WON
    if lead is None or was == (lead.stage is LeadStage.WON):
        return changes
    response = _taken_back(lead, now) if was else _won(facts, now)
    counts_for = response.broadcast if response is not None and not was else None
    return replace(changes, lead=replace(lead, won_for=counts_for), response=response)


def _won(facts: Facts, now: datetime) -> Response | None:
    """The head of a thread always bears its last claim: older ones leave only when another comes (core.claims)."""
    return to_last(facts.thread, Kind.CONVERSION, now, WITHIN) if facts.thread else None


def _taken_back(lead: Lead, now: datetime) -> Response | None:
    """Of the broadcast that it was counted for, whichever went since."""
    if lead.won_for is None:
        return None
    return Response(lead.won_for, lead.contact, Kind.CONVERSION, now, undone=True)
