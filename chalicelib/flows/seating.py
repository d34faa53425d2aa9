"""Who is named for a group conversation, and whether each can take part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.core import seats
from chalicelib.core.chat_copies import Stage
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import ContactId, thread_of
from chalicelib.core.outbound import Facts
from chalicelib.core.parties import Member, Place, called
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Thread, under
from chalicelib.flows.multi import addressee
from chalicelib.flows.ports import House


@dataclass(frozen=True, slots=True)
class Seat:
    """One who is named. `to` is as the caller wrote it, under the name `field`; `obstacle` is why it cannot take part,
    or gets nothing now, and `place` the one it has on this line."""

    to: str
    field: str
    contact: ContactId
    phone: PhoneNumber
    known: Contact | None = None
    obstacle: str = ""
    place: Place | None = None


def look(house: House, to: Sequence[str], stage: Stage) -> list[Seat]:
    """Everybody who is named, once. Invalid for what can be nobody, and for too few or too many."""
    found: dict[ContactId, tuple[str, str, PhoneNumber]] = {}
    faults: dict[str, str] = {}
    for place, name in enumerate(to):
        try:
            contact, phone = addressee(house, name, f"to.{place}")
        except Invalid as fault:
            faults |= fault.fields
            continue
        if contact in found:
            faults[f"to.{place}"] = seats.TWICE
        elif phone is not None:
            found[contact] = (name, f"to.{place}", phone)
    if faults:
        raise Invalid(faults)
    seats.check_size(len(found))
    obstacles = _Obstacles(house, stage, found)
    return [
        Seat(name, field, contact, phone, obstacles.known.get(contact), obstacles.of(contact, phone))
        for contact, (name, field, phone) in found.items()
    ]


def guest(house: House, name: str, stage: Stage) -> Seat:
    """One more who is named, under the field `add`."""
    contact, phone = addressee(house, name, "add")
    if phone is None:
        raise LookupError("an addressee without a number")
    obstacles = _Obstacles(house, stage, [contact])
    known, obstacle = obstacles.known.get(contact), obstacles.of(contact, phone)
    return Seat(name, "add", contact, phone, known, obstacle, obstacles.place(contact))


def seated(house: House, members: Iterable[Member], stage: Stage) -> dict[ContactId, Seat]:
    """The members as they are now: who gets nothing at present, and why."""
    known = list(members)
    obstacles = _Obstacles(house, stage, [member.contact for member in known], staff=False)
    return {
        member.contact: Seat(
            member.phone,
            "",
            member.contact,
            member.phone,
            obstacles.known.get(member.contact),
            "" if member.left else obstacles.of(member.contact, member.phone, seated=True),
        )
        for member in known
    }


def members(found: Iterable[Seat], stage: Stage, taken: Iterable[str] = ()) -> list[Member]:
    """As what each is known to the others: first names, told apart, and from the team's."""
    names, people = [*stage.names, *taken], []
    for seat in found:
        names.append(called(seat.known.first_name if seat.known else "", names))
        people.append(Member(seat.contact, seat.phone, names[-1], stage.now))
    return people


class _Obstacles:
    """What speaks against each of these contacts, by batched reads."""

    def __init__(self, house: House, stage: Stage, found: Iterable[ContactId], *, staff: bool = True) -> None:
        ids = list(found)
        self._stage = stage
        self.known: Mapping[ContactId, Contact] = house.contacts.many(ids)
        self._heads = house.conversations.threads(thread_of(stage.line.id, contact) for contact in ids)
        self._standings = house.conversations.standings(ids)
        self._lines = {line.number for line in house.team.lines()} if staff else set()
        self._phones = {person.phone for person in house.team.people() if person.active} if staff else set()

    def of(self, contact: ContactId, phone: PhoneNumber, *, seated: bool = False) -> str:
        facts = Facts(self._stage.line, self._head(contact), contact=self.known.get(contact), brand=self._stage.brand)
        ours, staff = phone in self._lines, phone in self._phones
        return seats.obstacle(facts, self._stage.now, ours=ours, staff=staff, seated=seated)

    def place(self, contact: ContactId) -> Place | None:
        head = self._head(contact)
        return head.place if head else None

    def _head(self, contact: ContactId) -> Thread | None:
        head = self._heads.get(thread_of(self._stage.line.id, contact))
        return under(head, self._standings.get(contact)) if head else None
