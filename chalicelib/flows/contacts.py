"""Contacts: known people, found by name or number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.core import access, places, threads
from chalicelib.core.access import Action
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact, search_word
from chalicelib.core.errors import Conflict, Invalid, NotFound
from chalicelib.core.ids import ContactId, PersonId, ThreadId, thread_of
from chalicelib.core.leads import Lead
from chalicelib.core.lines import Line
from chalicelib.core.phone import parse
from chalicelib.flows import zones
from chalicelib.flows.decide import settled
from chalicelib.flows.lines import seen_by
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, Page


@dataclass(frozen=True, slots=True)
class LineState:
    """A contact's consent on one line, and whether it is a lead there; `thread` where the caller can open one."""

    line: Line
    consent: Consent
    thread: ThreadId | None
    lead: Lead | None = None


def page(house: House, caller: PersonId, query: str, cursor: str | None, limit: int) -> Page[Contact]:
    """Contacts by name; with a query those whose name or number begins so."""
    me(house, caller)
    return house.contacts.page(search_word(query), cursor, limit)


def one(house: House, caller: PersonId, contact: str) -> tuple[Contact, Sequence[LineState]]:
    """A contact, with its consent on each line the caller sees."""
    _, lines = seen_by(house, caller)
    found = _known(house, contact)
    heads = {head.line: head for head in house.conversations.threads_of(found.id)}
    everywhere = any(head.stopped for head in heads.values())
    leads = {lead.line: lead for lead in house.leads.of(found.id)}
    states = []
    for line in lines:
        head = heads.get(line.id)
        consent = head.consent if head else Consent.NONE
        # A stop for the whole brand also holds on a line that has no thread yet.
        consent = Consent.NO if (head.stopped if head else everywhere) else consent
        opened = thread_of(line.id, found.id) if access.opens(head) else None
        states.append(LineState(line, consent, opened, leads.get(line.id)))
    return found, states


def create(
    house: House, caller: PersonId, phone: str, details: Mapping[str, Any], key: str | None, now: datetime
) -> Contact:
    """A new contact. Conflict where the number is known already, unless a repeated request made it just so."""
    access.demand(me(house, caller), Action.EDIT_CONTACTS)
    number = parse(phone, field="phone")
    tidy = _checked(details)
    contact = Contact(id=house.ids.contact(number), phone=number, source="rep", created=now, **tidy)
    try:
        house.contacts.create(contact)
    except Conflict:
        known = house.contacts.get(contact.id)
        if key is None or known is None or replace(known, created=now, version=contact.version) != contact:
            raise
        return known
    relabel(house, contact, now)
    return contact


def change(house: House, caller: PersonId, contact: str, details: Mapping[str, Any], now: datetime) -> Contact:
    """The contact with other details; a new name shows in its threads too."""
    access.demand(me(house, caller), Action.EDIT_CONTACTS)
    tidy = _checked(details)

    def attempt() -> Contact:
        before = _known(house, contact)
        return house.contacts.update(before, replace(before, **tidy))

    changed = settled(attempt)
    relabel(house, changed, now)
    return changed


def delete(house: House, caller: PersonId, contact: str) -> None:
    """Takes a contact and its places in groups away; its conversations and consent stay, as the law wants them."""
    access.demand(me(house, caller), Action.DELETE_CONTACTS)
    house.contacts.delete(_known(house, contact))


def relabel(house: House, contact: Contact, now: datetime) -> None:
    """All threads of the contact show its name and tags, and are judged by where it is."""
    for head in house.conversations.threads_of(contact.id):
        if threads.labelled(head, contact) != head:
            house.conversations.relabel(head.id, contact, now)


def _known(house: House, contact: str) -> Contact:
    found = house.contacts.get(ContactId(contact))
    if found is None:
        raise NotFound("contact")
    return found


def _checked(details: Mapping[str, Any]) -> dict[str, Any]:
    """The details with state and postal code as they are written; Invalid where they cannot be (CN-10)."""
    tidy = dict(details)
    faults = {}
    if tidy.get("zone") and not places.zone_named(tidy["zone"]):
        faults["zone"] = zones.NONE_SUCH
    if tidy.get("region"):
        tidy["region"] = tidy["region"].upper()
        if tidy["region"] not in places.atlas().regions:
            faults["region"] = "Write a state or province in two letters, such as TX or ON."
    if tidy.get("postcode"):
        tidy["postcode"] = places.postcode_of(tidy["postcode"])
        if not tidy["postcode"]:
            faults["postcode"] = "Write a ZIP such as 20500 or 20500-0003, or a postal code such as K1A 0B1."
    if faults:
        raise Invalid(faults)
    return tidy
