"""What is saved when a lead comes in, changes hands, or is written to; and who is told of it (LD-1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.core import entries, lead_clock, lead_effects, leads, threads
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.ids import MessageId, PersonId, thread_of, ulid
from chalicelib.core.lead_effects import LeadNews
from chalicelib.core.leads import Happened, Lead, LeadEvent, LeadSource
from chalicelib.core.lines import Line
from chalicelib.core.people import Person, Role
from chalicelib.core.threads import Standing, Thread

MOST_TOLD = 25
"""Managers that are told of one lead: each alert is saved with the decision, and a transaction holds a hundred."""

REVIEWED = timedelta(hours=1)
"""What came in longer ago waited for a person to let it pass, and for no machine."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody became a lead. `cause` is the id of the form, text or request: the same one twice is once.

    `batch` is the import that it is a row of: people are told of all its leads at once.
    """

    cause: str
    source: LeadSource
    at: datetime
    evidence: Mapping[str, str] = field(default_factory=dict)
    actor: PersonId | None = None
    note: str = ""
    batch: str = ""


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

    One that is open already stays whose it is, who is told; one that was closed begins anew.
    """
    if leads.known(facts.lead, arrival.cause):
        return Changes()
    if facts.lead is not None and not facts.lead.stage.closed:
        return _again(arrival, facts, facts.lead, now)
    lead = _begun(arrival, facts, now)
    if owner is not None:
        return moved(facts, leads.owned(lead, owner, arrival.actor, "", now), arrival.actor, now, arrival.batch)
    whom = managers(facts.people, arrival.actor)
    told = _told(facts, lead, whom, LeadNews.NEW, arrival.batch, now)
    return saved(facts, lead, facts.thread, [*told, *lead_clock.looks(lead, now)])


def moved(facts: Facts, lead: Lead, by: PersonId | None, now: datetime, batch: str = "") -> Changes:
    """The lead in other hands, and with it its thread: whatever the contact writes next is the owner's to answer.

    The new owner is told once; of a lead that goes back into the queue the other managers are. Where everybody had been
    called that nobody writes, the new owner is reminded as well, and who comes after it.
    """
    before = facts.thread or threads.begun(facts.line, facts.contact, facts.standing)
    thread = threads.assigned(before, lead.owner)
    holders = [person for person in facts.people if person.id == lead.owner]
    whom, what = (holders, LeadNews.ASSIGNED) if lead.owner else (managers(facts.people, by), LeadNews.NEW)
    told = list(_told(facts, lead, whom, what, batch, now))
    if facts.lead is None or facts.lead.stage.closed:
        told += lead_clock.looks(lead, now)
    told += handed_on(facts, lead, now)
    changes = saved(facts, lead, thread, told)
    if thread.assignee == before.assignee:
        return changes
    entry = MessageId(ulid(int(now.timestamp() * 1000), f"{lead.id}:{number(facts)}:hands"))
    said = entries.assignment(thread, holders[0] if holders else None, by, entry, now)
    return replace(changes, messages=(said,))


def handed_on(facts: Facts, lead: Lead, now: datetime) -> Iterator[Effect]:
    """Where everybody had been called that nobody writes to an open lead, and it gets another owner, that one is
    reminded as well, and who comes after it."""
    other = facts.lead is not None and lead.owner not in (None, facts.lead.owner)
    if other and leads.given_up(lead):
        yield from lead_clock.going_on(lead, facts.line, facts.brand, now)


def staged(facts: Facts, lead: Lead, now: datetime) -> Changes:
    """The lead at another stage, in the same hands; where it waits again, as nobody has written to it, its clock goes
    on."""
    stood = facts.lead is not None and not facts.lead.waits
    return saved(facts, lead, facts.thread, lead_clock.going_on(lead, facts.line, facts.brand, now) if stood else ())


def written(lead: Lead | None, author: Person, now: datetime, *, takes: bool) -> tuple[Lead | None, tuple[Effect, ...]]:
    """The lead after `author` wrote to its contact, and who is told; None where that changes nothing."""
    after = None if lead is None else leads.texted(lead, author.id, now, takes=takes)
    if lead is None or after is None or after == lead:
        return None, ()
    told = news(after, [author], LeadNews.ASSIGNED, lead.version + 1, now) if after.owner != lead.owner else ()
    return after, tuple(told)


def news(lead: Lead, people: Iterable[Person], what: LeadNews, number: int, at: datetime) -> Iterator[Effect]:
    """One alert for each person; `number` is the lead's version by then."""
    for person in people:
        yield lead_effects.news(lead.id, person.id, what, number, at)


def _told(
    facts: Facts, lead: Lead, people: Iterable[Person], what: LeadNews, batch: str, now: datetime
) -> Iterator[Effect]:
    """Of this lead alone, or of the whole import that it came by."""
    if batch:
        yield from (lead_effects.imported(batch, lead.line, person.id, what, now) for person in people)
        return
    came = facts.lead is None or facts.lead.since != lead.since
    yield from news(lead, people, what, number(facts), _since(lead, now) if came else now)


def _begun(arrival: Arrival, facts: Facts, now: datetime) -> Lead:
    """A closed lead that comes back keeps its history; its clock and its stage begin anew.

    The clock of one whose contact is being asked to confirm stands; of one that said YES since, it begins there.
    """
    new = Lead(
        id=thread_of(facts.line.id, facts.contact.id),
        line=facts.line.id,
        contact=facts.contact.id,
        source=arrival.source,
        created=facts.lead.created if facts.lead else arrival.at,
        since=arrival.at,
        evidence={name: said for name, said in arrival.evidence.items() if said},
        history=facts.lead.history if facts.lead else (),
    )
    event = LeadEvent(Happened.CAME, arrival.at, arrival.actor, note=arrival.note, cause=arrival.cause)
    began = leads.noted(_clocked(arrival, facts, new, now), event)
    return _answered(began, facts.thread) if arrival.source is LeadSource.HAND else began


def _again(arrival: Arrival, facts: Facts, lead: Lead, now: datetime) -> Changes:
    """An open lead comes again: its owner is told, or of one that nobody has the managers as of a new one; but not who
    did it. One that had been written to, or was reached otherwise, waits anew, from now on."""
    anew = not lead.waits and (lead.first_text is None or lead.first_text <= arrival.at)
    after = _clocked(arrival, facts, leads.awaited(lead, arrival.at), now) if anew else lead
    event = LeadEvent(Happened.RETURNED, arrival.at, arrival.actor, note=arrival.note, cause=arrival.cause)
    owners = [one for one in facts.people if one.id == lead.owner and one.id != arrival.actor]
    whom, what = (owners, LeadNews.RETURNED) if lead.owner else (managers(facts.people, arrival.actor), LeadNews.NEW)
    told = list(news(lead, () if arrival.batch else whom, what, number(facts), _told_since(arrival.at, now)))
    told += lead_clock.looks(after, now) if anew else ()
    return saved(facts, leads.noted(after, event), facts.thread, told)


def _clocked(arrival: Arrival, facts: Facts, lead: Lead, now: datetime) -> Lead:
    """The lead with the clock of one that came in just so."""
    if until := lead_clock.asked(facts.thread, now):
        return lead_clock.standing(lead, until)
    begins = max(arrival.at, _agreed(facts.thread) or arrival.at)
    return lead_clock.started(lead, facts.line, facts.brand, begins)


def _answered(lead: Lead, thread: Thread | None) -> Lead:
    """A lead made of a conversation in which the brand had the last word waits for nobody."""
    said = None if thread is None else thread.last_manual or _said_before(thread)
    if thread is None or said is None or (thread.last_inbound is not None and thread.last_inbound > said):
        return lead
    return replace(lead, first_text=lead.since, due=None, began=None, held=None)


def _said_before(thread: Thread) -> datetime | None:
    """When a person last wrote, of a head that does not tell it as it is of an earlier version."""
    return None if thread.last_outbound in thread.claims.values() else thread.last_outbound


def _agreed(thread: Thread | None) -> datetime | None:
    """When the contact said that it may be texted; None: it did not."""
    return thread.last_act if thread is not None and thread.consent is Consent.YES else None


def _since(lead: Lead, now: datetime) -> datetime:
    """Since when people are to be told of a lead that comes in now."""
    return _told_since(lead.since, now)


def _told_since(at: datetime, now: datetime) -> datetime:
    return at if now - at <= REVIEWED else now


def managers(people: Iterable[Person], but: PersonId | None = None) -> list[Person]:
    """All but the one who did it and so knows."""
    able = [one for one in people if one.active and one.role.rank >= Role.MANAGER.rank and one.id != but]
    return sorted(able, key=lambda person: person.id)[:MOST_TOLD]


def number(facts: Facts) -> int:
    """The version that the lead has after the next decision."""
    return (facts.lead.version if facts.lead else 0) + 1


def saved(facts: Facts, lead: Lead, thread: Thread | None, told: Iterable[Effect]) -> Changes:
    """The lead and its thread as they are now, and what is wanted after it.

    A new thread is noted on the contact's standing, so that a stop for the whole brand finds it.
    """
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
