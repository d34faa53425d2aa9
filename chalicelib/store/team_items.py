"""People and lines as items. A person stands under its own phone once more, so that one read tells who texts; and its
email is noted as taken, so that no two have one."""

from __future__ import annotations

from dataclasses import fields

from chalicelib.core.absences import Roster
from chalicelib.core.brand import Brand
from chalicelib.core.devices import Device
from chalicelib.core.ids import ContactId, LineId, PersonId
from chalicelib.core.lines import Line
from chalicelib.core.people import Person
from chalicelib.store import keys, person_keys
from chalicelib.store.codec import Codec, Item, text
from chalicelib.store.database import keyed
from chalicelib.store.keys import Key

_PERSON = Codec(Person, keys=("id",))
_DEVICE = Codec(Device, keys=("id",))
_LINE = Codec(Line, keys=("id",))
_BRAND = Codec(Brand)
_ROSTER = Codec(Roster)
OF_PERSON = (*sorted(one.name for one in fields(Person) if one.name != "id"), "own_phone")
"""The attributes that a person's item can have besides its keys."""


def encode_person(person: Person, own_phone: ContactId | None) -> Item:
    phone = {} if own_phone is None else {"own_phone": text(own_phone)}
    return keyed(person_keys.person(person.id), {**_PERSON.encode(person), **phone})


def encode_own_phone(person: Person, own_phone: ContactId) -> Item:
    return keyed(person_keys.own_phone(own_phone), {**_PERSON.encode(person), "person": text(person.id)})


def encode_email(person: Person) -> Item:
    return keyed(person_keys.email(person.email.casefold()), {"person": text(person.id)})


def beside(item: Item) -> list[Key]:
    """Where else something of this person stands: under its email, and its own phone."""
    phone = [person_keys.own_phone(ContactId(item["own_phone"]["S"]))] if "own_phone" in item else []
    return [person_keys.email(item["email"]["S"].casefold()), *phone]


def decode_person(item: Item) -> Person:
    """From either of its two items."""
    person = item["person"]["S"] if "person" in item else item["sk"]["S"]
    return _PERSON.decode(item, id=PersonId(person))


def encode_device(person: PersonId, device: Device) -> Item:
    return keyed(person_keys.device(person, device.id), _DEVICE.encode(device))


def decode_device(item: Item) -> Device:
    return _DEVICE.decode(item, id=item["sk"]["S"])


def encode_line(line: Line) -> Item:
    return keyed(keys.line(line.id), _LINE.encode(line))


def decode_line(item: Item) -> Line:
    return _LINE.decode(item, id=LineId(item["sk"]["S"]))


def encode_brand(brand: Brand) -> Item:
    return keyed(keys.brand(), _BRAND.encode(brand))


def decode_brand(item: Item) -> Brand:
    return _BRAND.decode(item)


def encode_roster(roster: Roster) -> Item:
    return keyed(keys.roster(), _ROSTER.encode(roster))


def decode_roster(item: Item) -> Roster:
    return _ROSTER.decode(item)
