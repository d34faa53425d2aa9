"""Contacts: known people, found by name or number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chalicelib.core import access
from chalicelib.core.access import Action
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact, search_word
from chalicelib.core.errors import Conflict, Invalid, NotFound
from chalicelib.core.ids import ContactId, PersonId, ThreadId, thread_of
from chalicelib.core.lines import Line
from chalicelib.core.phone import parse
from chalicelib.flows.decide import settled
from chalicelib.flows.lines import seen_by
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, Page


@dataclass(frozen=True, slots=True)
class LineState:
    """A contact's consent on one line; `thread` where the caller can open one."""

    line: Line
    consent: Consent
    thread: ThreadId | None


def page(house: House, caller: PersonId, query: str, cursor: str | None, limit: int) -> Page[Contact]:
    """Contacts by name; with a query those whose name or number begins so."""
    me(house, caller)
    return house.contacts.page(search_word(query), cursor, limit)


def one(house: House, caller: PersonId, contact: str) -> tuple[Contact, Sequence[LineState]]:
    """A contact, with its consent on each line the caller sees."""
    _, lines = seen_by(house, caller)
    found = _known(house, contact)
    heads = {head.line: head for head in house.conversations.threads_of(found.id)}
    states = []
    for line in lines:
        head = heads.get(line.id)
        consent = Consent.NONE if head is None else Consent.NO if head.stopped else head.consent
        opened = thread_of(line.id, found.id) if head is not None and head.folder is not None else None
        states.append(LineState(line, consent, opened))
    return found, states


def create(
    house: House, caller: PersonId, phone: str, details: Mapping[str, Any], key: str | None, now: datetime
) -> Contact:
    """A new contact. Conflict where the number is known already, unless a repeated request made it just so."""
    access.demand(me(house, caller), Action.EDIT_CONTACTS)
    number = parse(phone, field="phone")
    _check_zone(details)
    contact = Contact(id=house.ids.contact(number), phone=number, source="rep", created=now, **details)
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
    _check_zone(details)

    def attempt() -> Contact:
        before = _known(house, contact)
        return house.contacts.update(before, replace(before, **details))

    changed = settled(attempt)
    relabel(house, changed, now)
    return changed


def delete(house: House, caller: PersonId, contact: str) -> None:
    """Takes a contact and its places in groups away; its conversations and consent stay, as the law wants them."""
    access.demand(me(house, caller), Action.DELETE_CONTACTS)
    house.contacts.delete(_known(house, contact))


def relabel(house: House, contact: Contact, now: datetime) -> None:
    """All threads of the contact show its name and tags."""
    for head in house.conversations.threads_of(contact.id):
        if (head.name, head.tags) != (contact.name, contact.tags):
            house.conversations.relabel(head.id, contact.name, contact.tags, now)


def _known(house: House, contact: str) -> Contact:
    found = house.contacts.get(ContactId(contact))
    if found is None:
        raise NotFound("contact")
    return found


def _check_zone(details: Mapping[str, Any]) -> None:
    zone = details.get("zone")
    if not zone:
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Invalid({"zone": "Name a zone as the IANA database does, such as America/New_York."}) from None
