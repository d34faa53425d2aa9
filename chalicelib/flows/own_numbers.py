"""A person gives its own phone: a code goes there by text, and the number counts once the code comes back (AL-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from chalicelib.core import countries, effects, outbound, own_numbers, wording
from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Invalid, Refused
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Origin
from chalicelib.core.outbound import Draft, Facts, Kind
from chalicelib.core.own_numbers import Asking
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber, parse
from chalicelib.flows.alert import staff_text
from chalicelib.flows.decide import emit, receipt_of, same_request, settled
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, SeenBefore

NO_LINE = "No line can text you the code. Ask an admin to put you on a line."


def ask(house: House, caller: PersonId, typed: str, key: str | None, now: datetime) -> datetime:
    """Texts a code to the number, and says until when it counts. A request that is refused counts as one, too."""
    phone = parse(typed, field="phone")
    return settled(lambda: _attempt(house, caller, phone, key, now))


def confirm(house: House, caller: PersonId, code: str, now: datetime) -> Person:
    """The caller with the number that waited for this code; the same again changes nothing."""
    phone = settled(lambda: _proven(house, caller, code, now))
    return _changed(house, caller, phone)


def forget(house: House, caller: PersonId) -> Person:
    """The caller without a phone, and without one that waits for its code: what came by text comes by email."""
    house.conversations.forget_own_number(caller)
    return _changed(house, caller, None)


def _attempt(house: House, caller: PersonId, phone: PhoneNumber, key: str | None, now: datetime) -> datetime:
    person = me(house, caller)
    receipt = receipt_of(caller, key, {"until": (now + own_numbers.LIVES).isoformat()}, "own-number", phone)
    first = None if receipt is None else house.conversations.receipt(receipt.key)
    if first is not None:
        return _until(same_request(first, receipt))
    known = house.conversations.own_numbers(caller, house.ids.contact(phone))
    own_numbers.demand_room(known, now)
    line = own_numbers.sender(person, house.team.lines())
    try:
        text = _text(house, person, line, phone, now)
    except (Invalid, Refused):
        house.conversations.save(Changes(own_number=own_numbers.refused(known, now)), now)
        raise
    return _sent(house, own_numbers.asked(known, caller, phone, text.id, now), text, receipt, now)


def _text(house: House, person: Person, line: Line | None, phone: PhoneNumber, now: datetime) -> Message:
    """The text with the code, if it may go to this number; else Invalid or Refused with the reason."""
    if line is None:
        raise Refused("no_line", NO_LINE, "AL-1")
    contact = house.ids.contact(phone)
    found = house.conversations.load(line=line.id, contact=contact, own_phone=contact, peer=house.ids.line(phone))
    # A line of the brand may be the very one that would text.
    taken = found.person is not None or found.peer is not None or phone == line.number
    own_numbers.demand_own(person, phone, taken=taken)
    if countries.barred(phone, house.brand.countries) is not None:
        raise Invalid({"phone": own_numbers.FOREIGN})
    head = own_numbers.head(line, Contact(contact, phone), found.thread, found.standing)
    said = own_numbers.body(wording.gsm_safe(house.brand.name))
    facts = Facts(line, head, staff=person, brand=house.brand)
    outbound.demand(outbound.verdict(Draft(Kind.CODE, said), facts, now))
    text = staff_text(person, line, said, Origin.CODE, f"code:{house.fresh()}", now, now)
    return replace(text, to=phone)


def _sent(house: House, asked: Asking, text: Message, receipt: Receipt | None, now: datetime) -> datetime:
    """The number waits for its code from the same write on that has the code texted: neither is without the other."""
    try:
        house.conversations.save(Changes(messages=(text,), receipt=receipt, own_number=asked), now)
    except SeenBefore as first:
        return _until(same_request(first.receipt, receipt)) if receipt else now + own_numbers.LIVES
    emit(house, (effects.deliver(text.box, text.id),))
    return now + own_numbers.LIVES


def _until(receipt: Receipt) -> datetime:
    return datetime.fromisoformat(receipt.answer["until"])


def _proven(house: House, caller: PersonId, code: str, now: datetime) -> PhoneNumber:
    """The number whose code this is. The try is written before the code is looked at: six at once are five."""
    person = me(house, caller)
    tried = own_numbers.tried(house.conversations.own_number(caller), now)
    house.conversations.try_own_number(tried, now)
    own_numbers.demand_code(code, house.ids.code(caller, tried.text), tried)
    _demand_unstopped(house, person, tried.phone, now)
    return tried.phone


def _demand_unstopped(house: House, person: Person, phone: PhoneNumber, now: datetime) -> None:
    """A STOP that came after the code was of a contact still: alerts must not go there as if nothing had been said."""
    line = own_numbers.sender(person, house.team.lines())
    if line is None or phone == person.phone:
        return
    contact = house.ids.contact(phone)
    found = house.conversations.load(line=line.id, contact=contact)
    head = own_numbers.head(line, Contact(contact, phone), found.thread, found.standing)
    outbound.demand(own_numbers.verdict(person, head, None, now))


def _changed(house: House, caller: PersonId, phone: PhoneNumber | None) -> Person:
    def attempt() -> Person:
        person = me(house, caller)
        moved = own_numbers.verified(person, phone) if phone else own_numbers.without(person)
        if moved != person:
            house.team.put_person(moved, house.ids.contact(phone) if phone else None, person)
        return moved

    return settled(attempt)
