"""Nobody writes to a lead in time: who is told, step by step, and when its clock may run (LD-3, AW-3).

The steps are its owner, who stands in for the owner one after the other, the managers. Each is one saved effect of
later, which names the clock and the step: a repeat changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import absences, access, lead_clock, lead_effects, leads
from chalicelib.core.absences import Roster
from chalicelib.core.changes import Changes
from chalicelib.core.ids import PersonId
from chalicelib.core.lead_effects import LeadNews
from chalicelib.core.lead_intake import Facts, managers, news, number, saved
from chalicelib.core.leads import Lead
from chalicelib.core.messages import LOST, MANUAL, NEVER_WENT, Message
from chalicelib.core.people import Person


@dataclass(frozen=True, slots=True)
class Step:
    """Who is told, and `what`. `last`: nobody is left after them."""

    people: tuple[Person, ...]
    what: LeadNews
    last: bool


def late(facts: Facts, roster: Roster, clock: datetime, step: int, now: datetime) -> Changes:
    """The clock of a lead ran out, or did so again: the next are told, and the step after that is planned.

    Nothing where it no longer runs, or is another: the lead was closed and came back since, or its contact said YES.
    Of a contact that is being asked to confirm nobody is told, as nobody may write to it: the clock stands until YES.
    Of one that has stopped there is nothing to be late with; its START begins a clock anew (`opened`). Where it stopped
    on another line nobody hears of a START there, so its people are told, and see why they may not write.
    """
    lead = facts.lead
    if lead is None or not lead.waits or lead.held or lead.clock != clock or lead.late >= step:
        return Changes()
    if lead_clock.refused(facts.thread):
        return saved(facts, replace(lead, due=None), facts.thread, ())
    if until := lead_clock.asked(facts.thread, now):
        stands = lead_clock.standing(lead, until)
        return saved(facts, stands, facts.thread, lead_clock.looks(stands, now))
    found = following(facts, lead, roster, step, now)
    after = leads.reminded(lead, step, found.people, now, everybody=found.last)
    told = list(news(after, found.people, found.what, number(facts), now))
    if not found.last and facts.brand.lead_escalate:
        at = lead_clock.after(facts.line, facts.brand, now, facts.brand.lead_escalate)
        told += [] if at is None else [lead_effects.due(lead.id, clock, step + 1, at)]
    return saved(facts, after, facts.thread, told)


def opened(facts: Facts, at: datetime, now: datetime, *, yes: bool) -> Changes:
    """The clock of a lead begins: since `at` its contact may be texted, as it said YES or START itself (`yes`), or is
    asked no more. One that ran already begins anew with the contact's own word alone.

    It stands on where another request to confirm is out, and where the contact has stopped.
    """
    lead, thread = facts.lead, facts.thread
    if lead is None or not lead.waits:
        return Changes()
    until = lead_clock.asked(thread, now)
    if until is None:
        anew = yes and at > lead.clock
        if lead_clock.closed(thread) or not (lead.held or anew):
            return Changes()
        after = lead_clock.started(lead, facts.line, facts.brand, at)
    elif lead.held in (None, until):
        return Changes()
    else:
        after = lead_clock.standing(lead, until)
    return saved(facts, after, thread, lead_clock.looks(after, now))


def unsent(facts: Facts, text: Message, since: Iterable[Message], now: datetime) -> Changes:
    """A text to a contact did not reach it. If it had stopped the clock of a lead, that goes on as if it had not been;
    but where another went, of those `since` then, that one has stopped it."""
    lead = facts.lead
    if lead is None or lead.stage.closed or lead.first_text != text.at or text.status not in LOST:
        return Changes()
    after = leads.unsent(lead, now)
    for other in since:
        if other.origin in MANUAL and other.author is not None and other.status not in NEVER_WENT:
            after = leads.texted(after, other.author, other.at, takes=False)
    return saved(facts, after, facts.thread, lead_clock.going_on(after, facts.line, facts.brand, now))


def following(facts: Facts, lead: Lead, roster: Roster, step: int, now: datetime) -> Step:
    """Whom this step tells: who answers for the lead and was not told yet, else the managers who are there.

    Managers who are told in the place of an owner, as nobody else is there, are told once more.
    """
    able = _able(facts, roster, now)
    first = step == lead_clock.FIRST
    what = LeadNews.LATE if first else LeadNews.ESCALATED
    found = next((able[one] for one in _answering(lead, roster, now) if one in able and one not in lead.called), None)
    if found is not None:
        return Step((found,), what, last=False)
    away = absences.away(roster, now)
    every = managers(facts.people)
    return Step(tuple(one for one in every if one.id not in away) or tuple(every), what, last=not first)


def standing_in(facts: Facts, owner: PersonId, roster: Roster, now: datetime) -> tuple[Person, ...]:
    """Who hears of a lead in place of its owner, who is away (AW-3): the first of its backups who is there and may have
    it, else the managers who are there, else all. Nobody where the owner is there."""
    away = absences.away(roster, now)
    if owner not in away:
        return ()
    able = _able(facts, roster, now)
    backup = next((able[one] for one in absences.chain(owner, away) if one in able), None)
    if backup is not None:
        return (backup,)
    others = managers(facts.people, owner)
    return tuple(one for one in others if one.id not in away) or tuple(others)


def left_to_others(facts: Facts, manager: PersonId, roster: Roster, now: datetime) -> bool:
    """Whether this manager is away, and another is there who hears of a new lead as well (AW-3)."""
    away = absences.away(roster, now)
    return manager in away and any(one.id not in away for one in managers(facts.people, manager))


def _able(facts: Facts, roster: Roster, now: datetime) -> dict[PersonId, Person]:
    """Who could write to the contact now, as the lead is its own or as it stands in for somebody of the line."""
    away = absences.away(roster, now)
    covers = access.covering(facts.line, facts.people, away, whole=facts.brand.calls_on)
    line = replace(facts.line, covers=covers)
    return {person.id: person for person in facts.people if access.may_begin(person, line)}


def _answering(lead: Lead, roster: Roster, now: datetime) -> Iterator[PersonId]:
    """The owner, if it is there, and who stands in for it; then whom it names to stand in at other times."""
    if lead.owner is None:
        return
    away = absences.away(roster, now)
    yield from absences.chain(lead.owner, away)
    yield from (one for one in absences.named(roster, lead.owner, now) if one not in away)
