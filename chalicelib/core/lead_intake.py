"""What is saved when a lead comes in, changes hands, is written to, or waits too long; and who is told of it (LD-1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.core import effects, entries, leads, office, threads
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect, LeadNews
from chalicelib.core.ids import MessageId, PersonId, thread_of, ulid
from chalicelib.core.leads import Happened, Lead, LeadEvent, LeadSource
from chalicelib.core.lines import Line
from chalicelib.core.people import Person, Role
from chalicelib.core.threads import Standing, Thread

MOST_TOLD = 25
"""Managers that are told of one lead: each alert is saved with the decision, and a transaction holds a hundred."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody became a lead. `cause` is the id of the form, text or request: the same one twice is once."""

    cause: str
    source: LeadSource
    at: datetime
    evidence: Mapping[str, str] = field(default_factory=dict)
    actor: PersonId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands written before the decision. `contact_before` is the contact as it was, if it is changed with it."""

    line: Line
    contact: Contact
    contact_before: Contact | None = None
    lead: Lead | None = None
    thread: Thread | None = None
    standing: Standing | None = None
    people: Sequence[Person] = ()
    brand: Brand = field(default_factory=Brand)


def came(arrival: Arrival, facts: Facts, owner: PersonId | None, now: datetime) -> Changes:
    """A lead that came in: with `owner`, or in the queue of the unassigned and all managers told of it.

    One that is open already stays as it is and where it is; one that was closed begins anew.
    """
    if leads.known(facts.lead, arrival.cause):
        return Changes()
    if facts.lead is not None and not facts.lead.stage.closed:
        event = LeadEvent(Happened.RETURNED, arrival.at, arrival.actor, note=arrival.note, cause=arrival.cause)
        return _saved(facts, leads.noted(facts.lead, event), facts.thread, ())
    lead = _begun(arrival, facts)
    if owner is not None:
        return moved(facts, leads.owned(lead, owner, arrival.actor, "", now), arrival.actor, now)
    told = [*news(lead, _managers(facts.people, arrival.actor), LeadNews.NEW, _next(facts), now), *_clock(lead)]
    return _saved(facts, lead, facts.thread, told)


def moved(facts: Facts, lead: Lead, by: PersonId | None, now: datetime) -> Changes:
    """The lead in other hands, and with it its thread: whatever the contact writes next is the owner's to answer.

    The new owner is told once; of a lead that goes back into the queue the other managers are.
    """
    before = facts.thread or threads.begun(facts.line, facts.contact, facts.standing)
    thread = threads.assigned(before, lead.owner)
    holders = [person for person in facts.people if person.id == lead.owner]
    whom, what = (holders, LeadNews.ASSIGNED) if lead.owner else (_managers(facts.people, by), LeadNews.NEW)
    told = list(news(lead, whom, what, _next(facts), now))
    if facts.lead is None or facts.lead.stage.closed:
        told += _clock(lead)
    changes = _saved(facts, lead, thread, told)
    if thread.assignee == before.assignee:
        return changes
    entry = MessageId(ulid(int(now.timestamp() * 1000), f"{lead.id}:{_next(facts)}:hands"))
    said = entries.assignment(thread, holders[0] if holders else None, by, entry, now)
    return replace(changes, messages=(said,))


def kept(facts: Facts, lead: Lead) -> Changes:
    """The lead as it is now, in the same hands."""
    return _saved(facts, lead, facts.thread, ())


def written(lead: Lead | None, author: Person, now: datetime, *, takes: bool) -> tuple[Lead | None, tuple[Effect, ...]]:
    """The lead after `author` wrote to its contact, and who is told; None where that changes nothing."""
    after = None if lead is None else leads.texted(lead, author.id, now, takes=takes)
    if lead is None or after is None or after == lead:
        return None, ()
    told = news(after, [author], LeadNews.ASSIGNED, lead.version + 1, now) if after.owner != lead.owner else ()
    return after, tuple(told)


def late(facts: Facts, since: datetime, step: int, now: datetime) -> Changes:
    """The clock of a lead ran out: first the owner is reminded, then, if still nobody wrote, the managers are told.

    Nothing where it no longer runs, or is another: the lead was closed and came back since.
    """
    lead = facts.lead
    if lead is None or not lead.waits or lead.since != since or lead.late >= step:
        return Changes()
    after = leads.reminded(lead, step, now)
    owners = [person for person in facts.people if person.id == lead.owner and person.active]
    first = step == 1
    whom = owners if first and owners else _managers(facts.people)
    told = list(news(after, whom, LeadNews.LATE if first else LeadNews.ESCALATED, _next(facts), now))
    if first and facts.brand.lead_escalate:
        told += _look(lead, 2, _in(facts, facts.brand.lead_escalate, now))
    return _saved(facts, after, facts.thread, told)


def news(lead: Lead, people: Iterable[Person], what: LeadNews, number: int, at: datetime) -> Iterator[Effect]:
    """One alert for each person; `number` is the lead's version by then."""
    for person in people:
        yield effects.lead_news(lead.id, person.id, what, number, at)


def _begun(arrival: Arrival, facts: Facts) -> Lead:
    """A closed lead that comes back keeps its history; its clock and its stage begin anew."""
    target = facts.brand.lead_target
    new = Lead(
        id=thread_of(facts.line.id, facts.contact.id),
        line=facts.line.id,
        contact=facts.contact.id,
        source=arrival.source,
        created=facts.lead.created if facts.lead else arrival.at,
        since=arrival.at,
        due=_in(facts, target, arrival.at) if target else None,
        evidence={name: said for name, said in arrival.evidence.items() if said},
        history=facts.lead.history if facts.lead else (),
    )
    event = LeadEvent(Happened.CAME, arrival.at, arrival.actor, note=arrival.note, cause=arrival.cause)
    began = leads.noted(new, event)
    return _answered(began, facts.thread) if arrival.source is LeadSource.HAND else began


def _answered(lead: Lead, thread: Thread | None) -> Lead:
    """A lead made of a conversation in which the brand had the last word waits for nobody."""
    if thread is None or thread.last_outbound is None:
        return lead
    if thread.last_inbound is not None and thread.last_inbound > thread.last_outbound:
        return lead
    return replace(lead, first_text=lead.since, due=None)


def _clock(lead: Lead) -> Iterator[Effect]:
    if lead.waits:
        yield from _look(lead, 1, lead.due)


def _look(lead: Lead, step: int, after: datetime | None) -> Iterator[Effect]:
    if after is not None:
        yield effects.lead_due(lead.id, lead.since, step, after)


def _in(facts: Facts, minutes: int, since: datetime) -> datetime | None:
    """When so many minutes have gone by, which may be those of the line's office hours; None where it stays shut."""
    if facts.brand.lead_hours:
        return office.open_for(facts.line, facts.brand.zone, since, minutes)
    return since + timedelta(minutes=minutes)


def _managers(people: Iterable[Person], but: PersonId | None = None) -> list[Person]:
    """All but the one who did it and so knows."""
    able = [one for one in people if one.active and one.role.rank >= Role.MANAGER.rank and one.id != but]
    return sorted(able, key=lambda person: person.id)[:MOST_TOLD]


def _next(facts: Facts) -> int:
    return (facts.lead.version if facts.lead else 0) + 1


def _saved(facts: Facts, lead: Lead, thread: Thread | None, told: Iterable[Effect]) -> Changes:
    """A new thread is noted on the contact's standing, so that a stop for the whole brand finds it."""
    known = facts.standing or Standing(facts.contact.id)
    joined = known if thread is None else replace(known, lines=known.lines | {lead.line})
    same = facts.contact == facts.contact_before
    return Changes(
        before=facts.thread,
        thread=None if thread == facts.thread else thread,
        standing_before=facts.standing,
        standing=None if joined == facts.standing or thread == facts.thread else joined,
        contact=None if same else facts.contact,
        contact_before=facts.contact_before,
        lead_before=facts.lead,
        lead=lead,
        effects=tuple(told),
    )
