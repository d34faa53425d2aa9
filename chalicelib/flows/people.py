"""The caller, and whom else the brand has."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.core.errors import Forbidden, Invalid
from chalicelib.core.ids import PersonId
from chalicelib.core.people import Channel, Person
from chalicelib.flows.decide import settled
from chalicelib.flows.ports import House

STOPPED = "You texted STOP to your alerts. Text START to the number that they came from, or choose email."
NO_PHONE = "Texts need a phone of your own on record. Ask an admin to add it, or choose email."


def present(person: Person | None) -> Person:
    """The person, if it may use texting at all: signed in is not enough (AD-1)."""
    if person is None or not person.active:
        raise Forbidden("no_texting", "Texting is not switched on for you. Ask an admin.")
    return person


def me(house: House, caller: PersonId) -> Person:
    return present(house.team.person(caller))


def names(house: House) -> dict[PersonId, str]:
    """Everybody's name by id; never a number (AL-4)."""
    return {person.id: person.name for person in house.team.people()}


def _check_texts(person: Person) -> None:
    if person.phone is None:
        raise Invalid({"alerts": NO_PHONE})
    if person.texts_stopped:
        raise Invalid({"alerts": STOPPED})


def change_me(
    house: House,
    caller: PersonId,
    *,
    name: str | None = None,
    alerts: tuple[Channel, ...] | None = None,
    copies: Channel | None = None,
    copies_given: bool = False,
) -> Person:
    """The caller with another name or another choice of alerts; role and phone are not the caller's to change."""

    def attempt() -> Person:
        person = me(house, caller)
        chosen = person.alerts if alerts is None else tuple(dict.fromkeys(alerts))
        copy = copies if copies_given else person.copies
        if Channel.TEXT in chosen or copy is Channel.TEXT:
            _check_texts(person)
        changed = replace(person, name=person.name if name is None else name, alerts=chosen, copies=copy)
        own_phone = house.ids.contact(changed.phone) if changed.phone else None
        house.team.put_person(changed, own_phone, person)
        return changed

    return settled(attempt)
