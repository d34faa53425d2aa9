"""A person or a machine of the brand makes leads: what is saved of each, and who has it first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.core import access, lead_intake, leads
from chalicelib.core.access import Action
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import PersonId, ThreadId, ulid
from chalicelib.core.lead_intake import Arrival, Facts
from chalicelib.core.leads import LeadSource
from chalicelib.core.people import Person
from chalicelib.flows.contacts import relabel
from chalicelib.flows.decide import settled
from chalicelib.flows.lead_jobs import by_rule, loaded, save
from chalicelib.flows.ports import House


def came(
    house: House,
    person: Person,
    lead: ThreadId,
    new: Contact,
    arrival: Arrival,
    details: Mapping[str, Any],
    now: datetime,
    people: Sequence[Person] | None = None,
) -> Facts:
    """What stands written once `person` has made a lead of this thread's contact: of one that is open it is a note.

    What `details` say replaces what was known; tags come on top. The same arrival again changes nothing. `people`: the
    team, where the caller has just read it.
    """
    given = {name: said for name, said in details.items() if said and name != "tags"}
    tags = frozenset(details.get("tags", ()))

    def attempt() -> Facts:
        facts = loaded(house, lead, new, people)
        if facts is None:
            raise NotFound("line")
        if leads.known(facts.lead, arrival.cause):
            return facts
        facts = replace(facts, contact=replace(facts.contact, **given, tags=facts.contact.tags | tags))
        owner = _first_owner(house, person, facts, arrival, now)
        changes = lead_intake.came(arrival, facts, owner, now)
        save(house, changes, now)
        if changes.contact is not None:
            relabel(house, changes.contact, now)
        made = changes.lead
        version = (facts.lead.version if facts.lead else 0) + 1
        return replace(facts, lead=replace(made, version=version) if made else None)

    return settled(attempt)


def cause(house: House, caller: PersonId, key: str | None, now: datetime) -> str:
    """What a request is known by in a lead's history: with its Idempotency-Key the same one twice is once."""
    return ulid(0, f"{caller}:{key}") if key else ulid(int(now.timestamp() * 1000), house.fresh())


def _first_owner(house: House, person: Person, facts: Facts, arrival: Arrival, now: datetime) -> PersonId | None:
    """Who has the conversation has the lead that is made of it, or a rep who makes it; any other goes by the rules."""
    if arrival.source is LeadSource.HAND:
        holder = facts.thread.assignee if facts.thread else None
        people = {known.id: known for known in facts.people}
        if holder is not None and access.may_own(people.get(holder), facts.line):
            return holder
        if not access.may(person, Action.ASSIGN) and access.may_own(person, facts.line):
            return person.id
    return by_rule(house, facts, now)
