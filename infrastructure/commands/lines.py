"""A number as a line of the brand: in the team's table, with people who may use it."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.core.lines import Line, LineKind, LineUse
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from infrastructure.commands.house import Rooms
from infrastructure.commands.stop import Stop

TOLL_FREE_RATE, LOCAL_RATE, SHORT_CODE_RATE = 3, 1, 100
"""Segments a second: the provider's own default by kind of number (read 2026-11)."""
_RATES = {
    LineKind.TOLL_FREE: TOLL_FREE_RATE,
    LineKind.LOCAL: LOCAL_RATE,
    LineKind.SHORT_CODE: SHORT_CODE_RATE,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """How a new line is to be: an `owner` makes it personal, else everyone of the team may use it."""

    label: str
    owner: Person | None = None


def ensure(rooms: Rooms, number: str, kind: str, wish: Wish) -> tuple[Line, bool]:
    """The line of this number, and whether it is new. One that is there already stays as it is."""
    found = rooms.team.line(rooms.ids.line(PhoneNumber(number)))
    if found is not None:
        return found, False
    made = _line(rooms, number, LineKind(kind), wish)
    rooms.team.put_line(made)
    return made, True


def _line(rooms: Rooms, number: str, kind: LineKind, wish: Wish) -> Line:
    owner = wish.owner
    members = [owner] if owner else _people(rooms)
    return Line(
        id=rooms.ids.line(PhoneNumber(number)),
        number=PhoneNumber(number),
        label=wish.label,
        kind=kind,
        use=LineUse.PERSONAL if owner else LineUse.SHARED,
        members=frozenset(person.id for person in members),
        owner=owner.id if owner else None,
        rate=_RATES[kind],
    )


def owner(rooms: Rooms, email: str) -> Person | None:
    """The person of the team with this address; None where none is given."""
    if not email:
        return None
    for person in _people(rooms):
        if person.email.lower() == email.lower():
            return person
    raise Stop(f"Nobody of the team has the address {email}.", "Invite that person first, or leave OWNER out.")


def _people(rooms: Rooms) -> list[Person]:
    return [person for person in rooms.team.people() if person.active]
