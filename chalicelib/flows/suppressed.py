"""Contacts whose number takes no texts: told by the provider, lifted by a person (CT-6)."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.core import access
from chalicelib.core.access import Action
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import ContactId, PersonId
from chalicelib.flows.decide import settled
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, Page


def page(house: House, caller: PersonId, cursor: str | None, limit: int) -> Page[Contact]:
    """The latest first."""
    me(house, caller)
    return house.contacts.unreachable(cursor, limit)


def lift(house: House, caller: PersonId, contact: str) -> None:
    """The number may be texted again; if it still takes none, the next text says so again. A repeat does nothing."""
    access.demand(me(house, caller), Action.DELETE_CONTACTS)

    def attempt() -> None:
        known = house.contacts.get(ContactId(contact))
        if known is None:
            raise NotFound("contact")
        if known.unreachable is not None:
            house.contacts.update(known, replace(known, unreachable=None, unreachable_since=None))

    settled(attempt)
