"""Leads: listed, made, assigned, moved along; and seen by whoever sees the thread they are of (T4, T5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.core import access, conversions, lead_intake, leads
from chalicelib.core.access import Action
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Conflict, Invalid, NotFound
from chalicelib.core.ids import PersonId, is_chat, thread_of, thread_parts
from chalicelib.core.lead_intake import Arrival, Facts
from chalicelib.core.leads import Happened, Lead, LeadEvent, LeadSource, LeadStage
from chalicelib.core.lines import Line
from chalicelib.core.people import Person
from chalicelib.core.phone import parse
from chalicelib.core.presence import Presence
from chalicelib.flows import lead_arrivals, presence, submissions
from chalicelib.flows.decide import settled
from chalicelib.flows.lead_jobs import loaded, save
from chalicelib.flows.lines import named, seen_by
from chalicelib.flows.people import me, names
from chalicelib.flows.ports import House
from chalicelib.flows.submissions import Evidence


class Which(StrEnum):
    """A list of leads: those that nobody has, the caller's own, or all."""

    UNASSIGNED = "unassigned"
    MINE = "mine"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead as one person sees it. `owners` are those it may be given to, `names` everybody's by id; both only where
    one lead is asked for. `contact` is None where it was deleted."""

    lead: Lead
    line: Line
    contact: Contact | None
    names: Mapping[PersonId, str]
    owners: Sequence[Presence] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    views: Sequence[LeadView]
    cursor: str | None


def page(
    house: House, caller: PersonId, which: Which, stage: LeadStage | None, cursor: str | None, limit: int
) -> Listed:
    """Leads of the lines the caller sees; a page may hold less than `limit` though there is more."""
    _, lines = seen_by(house, caller)
    known = {line.id: line for line in lines}
    match which:
        case Which.UNASSIGNED:
            found = house.leads.unassigned(cursor, limit)
        case Which.MINE:
            found = house.leads.owned(caller, stage, cursor, limit)
        case Which.ALL:
            found = house.leads.every(stage, cursor, limit)
    shown = [lead for lead in found.items if lead.line in known and stage in (None, lead.stage)]
    contacts = house.contacts.many(lead.contact for lead in shown)
    known_names = names(house) if shown else {}
    views = [LeadView(lead, known[lead.line], contacts.get(lead.contact), known_names) for lead in shown]
    return Listed(views, found.cursor)


def one(house: House, caller: PersonId, lead: str, now: datetime) -> LeadView:
    """One lead; NotFound where the caller may not see it."""
    person, facts, found = _seen(house, caller, lead)
    loads = presence.loads(house, person, _owners(person, facts))
    return _view(house, person, now, replace(facts, lead=found), loads)


def create(
    house: House,
    caller: PersonId,
    line: str,
    phone: str,
    details: Mapping[str, Any],
    opt_in: Evidence | None,
    note: str,
    key: str | None,
    now: datetime,
) -> LeadView:
    """A lead from a machine, or by a person that may begin conversations. Of a contact that is one it is a note.

    With `opt_in` the contact is also asked to confirm that it may be texted (LD-5).
    """
    person = me(house, caller)
    access.demand(person, Action.INITIATE)
    known = access.demand_send(person, house.team.line(named(house, line)))
    number = parse(phone, field="phone")
    if opt_in is not None:
        submissions.submit_evidence(house, caller, opt_in, key, now)
    told = {} if opt_in is None else {"wording": opt_in.wording, **opt_in.told}
    contact = Contact(house.ids.contact(number), number, source="api", created=now)
    arrival = Arrival(lead_arrivals.cause(house, caller, key, now), LeadSource.API, now, told, caller, note)
    facts = lead_arrivals.came(house, person, thread_of(known.id, contact.id), contact, arrival, details, now)
    return _view(house, person, now, facts)


def from_thread(
    house: House, caller: PersonId, thread: str, details: Mapping[str, Any], key: str | None, now: datetime
) -> LeadView:
    """A lead out of a conversation (TH-12). Conflict where its contact is one already."""
    person = me(house, caller)
    line_id, contact_id = thread_parts(thread)
    if is_chat(thread):
        raise Conflict("group_chat", "A group conversation has several contacts. Open one of them to make it a lead.")
    found = house.conversations.load(line=line_id, contact=contact_id, with_lead=True)
    access.demand_thread(person, found.line)
    if not access.opens(found.thread) or found.line is None:
        raise NotFound("thread")
    access.demand(person, Action.EDIT_CONTACTS)
    access.demand_send(person, found.line)
    arrival = Arrival(lead_arrivals.cause(house, caller, key, now), LeadSource.HAND, now, actor=caller)
    if found.lead is not None and not found.lead.stage.closed and not leads.known(found.lead, arrival.cause):
        raise Conflict("lead_known", "This contact is a lead already. Open its details.")
    contact = Contact(contact_id, found.thread.phone, source="rep", created=now)
    facts = lead_arrivals.came(house, person, found.thread.id, contact, arrival, details, now)
    return _view(house, person, now, facts)


def assign(house: House, caller: PersonId, lead: str, owner: str, note: str, version: int, now: datetime) -> LeadView:
    """Gives a lead to `owner` (empty: back to the unassigned). Of two at once one wins, the other gets Conflict."""

    wanted = PersonId(owner) if owner else None
    what = Happened.ASSIGNED if wanted else Happened.UNASSIGNED

    def attempt() -> LeadView:
        person, facts, found = _seen(house, caller, lead)
        if leads.repeated(found, version, LeadEvent(what, now, caller, wanted, found.stage, note)):
            return _view(house, person, now, facts)
        leads.demand_version(found, version)
        _demand_owner(person, facts, found, wanted)
        if wanted == found.owner:
            return _view(house, person, now, facts)
        after = leads.owned(found, wanted, caller, note, now)
        save(house, conversions.credited(facts, lead_intake.moved(facts, after, caller, now), now), now)
        return _view(house, person, now, replace(facts, lead=replace(after, version=version + 1)))

    return settled(attempt)


def stage(
    house: House, caller: PersonId, lead: str, wanted: LeadStage, note: str, version: int, now: datetime
) -> LeadView:
    """Moves a lead to another stage; whoever may text its contact may do so."""

    def attempt() -> LeadView:
        person, facts, found = _seen(house, caller, lead)
        access.demand_send(person, facts.line)
        event = LeadEvent(Happened.STAGED, now, caller, found.owner, wanted, note)
        if leads.repeated(found, version, event):
            return _view(house, person, now, facts)
        leads.demand_version(found, version)
        after = leads.staged(found, wanted, caller, note, now)
        save(house, conversions.credited(facts, lead_intake.staged(facts, after, now), now), now)
        return _view(house, person, now, replace(facts, lead=replace(after, version=version + 1)))

    return settled(attempt)


def _seen(house: House, caller: PersonId, lead: str) -> tuple[Person, Facts, Lead]:
    person = me(house, caller)
    facts = loaded(house, lead)
    if facts is None or facts.lead is None or not access.sees_thread(person, facts.line):
        raise NotFound("lead")
    return person, facts, facts.lead


def _demand_owner(person: Person, facts: Facts, lead: Lead, wanted: PersonId | None) -> None:
    """Managers assign; whoever may own a lead may take one that nobody has (LD-2)."""
    if wanted != person.id or lead.owner not in (None, person.id):
        access.demand(person, Action.ASSIGN)
    holder = next((known for known in facts.people if known.id == wanted), None)
    if wanted is not None and not access.may_own(holder, facts.line):
        raise Invalid({"owner": "This person may not text from the lead's line. Choose one who does."})


def _owners(person: Person, facts: Facts) -> list[Person]:
    """To whom this person may give the lead: a manager to all who could have it, others to themselves."""
    owners = [known for known in facts.people if access.may_own(known, facts.line)]
    return owners if access.may(person, Action.ASSIGN) else [known for known in owners if known.id == person.id]


def _view(
    house: House, person: Person, now: datetime, facts: Facts, loads: Mapping[PersonId, int] | None = None
) -> LeadView:
    if facts.lead is None:
        raise LookupError("a view without its lead")
    known_names = {known.id: known.name for known in facts.people}
    there = presence.seen(house, person, _owners(person, facts), facts.people, now, loads)
    return LeadView(facts.lead, facts.line, facts.contact, known_names, there)
