"""The caller, and whom else the brand has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from chalicelib.core import alerting
from chalicelib.core.errors import Forbidden, Invalid
from chalicelib.core.ids import PersonId
from chalicelib.core.people import Channel, Event, Person, Quiet
from chalicelib.flows.decide import settled
from chalicelib.flows.ports import House

STOPPED = "You texted STOP to your alerts. Text START to the number that they came from, or choose email."
NO_DEVICE = "Switch it on where it shall notify you: open the dashboard there, then Me, Notify me on this device."
NO_PHONE = "Texts need a phone of your own. Add its number first, or choose email."


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person changes of itself; None leaves it. `alerts` are for all events, `events` for one each; `copies` and
    `quiet` are as they shall be where they are `given`."""

    name: str | None = None
    alerts: tuple[Channel, ...] | None = None
    events: Mapping[Event, tuple[Channel, ...]] = field(default_factory=dict)
    copies: Channel | None = None
    quiet: Quiet | None = None
    given: Collection[str] = ()


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


def _check(house: House, before: Person, after: Person) -> None:
    if alerting.uses(after, Channel.TEXT):
        _check_texts(after)
    asked = alerting.uses(after, Channel.PUSH) and not alerting.uses(before, Channel.PUSH)
    if asked and not house.team.devices(before.id):
        raise Invalid({"alerts": NO_DEVICE})


def _check_texts(person: Person) -> None:
    if person.phone is None:
        raise Invalid({"alerts": NO_PHONE})
    if person.texts_stopped:
        raise Invalid({"alerts": STOPPED})


def change_me(house: House, caller: PersonId, wish: Wish) -> Person:
    """The caller with another name or another choice of alerts; its role is not the caller's to change, and its phone
    by a code only (flows.own_numbers)."""
    if wish.quiet is not None:
        alerting.check(wish.quiet)

    def changed(person: Person) -> Person:
        made = _wished(person, wish)
        _check(house, person, made)
        return made

    return change(house, caller, changed)


def change(house: House, caller: PersonId, how: Callable[[Person], Person]) -> Person:
    """The caller as `how` makes it of what it is now; nothing is written where that is the same."""

    def attempt() -> Person:
        person = me(house, caller)
        changed = how(person)
        if changed != person:
            own_phone = house.ids.contact(changed.phone) if changed.phone else None
            house.team.put_person(changed, own_phone, person)
        return changed

    return settled(attempt)


def _wished(person: Person, wish: Wish) -> Person:
    return replace(
        alerting.chosen(person, wish.alerts, wish.events),
        name=person.name if wish.name is None else wish.name,
        copies=wish.copies if "copies" in wish.given else person.copies,
        quiet=wish.quiet if "quiet" in wish.given else person.quiet,
    )
