"""The clock of a lead: when somebody should have written to it, and what keeps it from running (LD-3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import lead_effects, lead_targets, office, outbound
from chalicelib.core.brand import Brand
from chalicelib.core.consent import Consent
from chalicelib.core.effects import Effect
from chalicelib.core.leads import Lead
from chalicelib.core.lines import Line
from chalicelib.core.threads import Thread

FIRST = 1


def asked(thread: Thread | None, now: datetime) -> datetime | None:
    """Until when at most the contact is being asked whether it may be texted: till then nobody may. None: it is not."""
    if thread is None or thread.consent is not Consent.PENDING or thread.pending_until is None:
        return None
    return thread.pending_until if thread.pending_until > now else None


def refused(thread: Thread | None) -> bool:
    """Whether the contact has stopped on the lead's own line: only its START there lets anybody write again."""
    return thread is not None and thread.consent is Consent.NO


def closed(thread: Thread | None) -> bool:
    """Whether the contact has stopped: a clock that stands for its YES then stands on, until its START."""
    return refused(thread) or (thread is not None and thread.stopped)


def textable(line: Line, thread: Thread | None, now: datetime) -> bool:
    """Whether a person may write to the contact from the line now: it has agreed, or texted first (CN-1, CN-8)."""
    if not line.active or thread is None or closed(thread):
        return False
    return thread.consent is Consent.YES or outbound.answerable_until(thread, now) is not None


def started(lead: Lead, line: Line, brand: Brand, at: datetime) -> Lead:
    """The lead with its clock begun at that moment, and nobody told yet that it is late."""
    minutes = lead_targets.target(brand.lead_target, brand.lead_targets, line.zone or brand.zone, at)
    due = after(line, brand, at, minutes) if minutes else None
    began = None if at <= lead.since else at
    return replace(lead, held=None, began=began, due=due, late=0, called=())


def standing(lead: Lead, until: datetime) -> Lead:
    """The lead with its clock stopped until YES, or until the contact is asked no more."""
    return replace(lead, held=until, due=None)


def looks(lead: Lead, now: datetime) -> Iterator[Effect]:
    """The look that its clock calls for, now that it runs or stands.

    One that stands is looked at once more at once: the YES may have come while this was being decided.
    """
    if not lead.waits:
        return
    if lead.held is not None:
        yield lead_effects.opened(lead.id, f"{int(now.timestamp() * 1000)}.held", now)
        yield lead_effects.ends(lead.id, lead.held)
    elif lead.due is not None:
        yield lead_effects.due(lead.id, lead.clock, FIRST, lead.due)


def going_on(lead: Lead, line: Line, brand: Brand, now: datetime) -> Iterator[Effect]:
    """The look for a clock that was stopped and goes on: at the target, which may be over, or for the step that comes
    next."""
    if not lead.waits or lead.due is None:
        yield from looks(lead, now)
        return
    at: datetime | None = lead.due
    if lead.late:
        at = after(line, brand, now, brand.lead_escalate) if brand.lead_escalate else None
    if at is not None:
        yield lead_effects.due(lead.id, lead.clock, lead.late + 1, at, by=now)


def after(line: Line, brand: Brand, since: datetime, minutes: int) -> datetime | None:
    """When so many minutes have gone by, which may be those of the line's office hours; None where it stays shut."""
    if brand.lead_hours:
        return office.open_for(line, brand.zone, since, minutes)
    return since + timedelta(minutes=minutes)
