"""The port Team: people, lines and the brand's settings."""

from __future__ import annotations

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.errors import Busy, Conflict
from chalicelib.core.ids import ContactId, PersonId
from chalicelib.core.people import Person
from chalicelib.flows.ports import Stale
from chalicelib.store import keys, team_items
from chalicelib.store.brand import BrandSettings
from chalicelib.store.codec import Item, text
from chalicelib.store.database import Database, Write
from chalicelib.store.expressions import ABSENT
from chalicelib.store.faults import Cancelled
from chalicelib.store.lines import Lines

TRIES = 3


class TeamStore(Lines, BrandSettings):
    """People, lines and the brand's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def person(self, person: PersonId) -> Person | None:
        item = self._database.get("team", keys.person(person))
        return None if item is None else team_items.decode_person(item)

    def people(self) -> list[Person]:
        """By id."""
        return [team_items.decode_person(item) for item in self._database.every("team", Path("pk") == "people")]

    def put_person(self, person: Person, own_phone: ContactId | None, before: Person | None = None) -> None:
        """The person, under its id and under its own phone's; Conflict where the phone is another person's.

        With `before`, only while its role, access and phone are as they were read: who saves its alerts must not undo
        what an admin changed meanwhile (T7).
        """
        for _ in range(TRIES):
            stored = self._database.get("team", keys.person(person.id))
            if before is not None and not _stands_as(stored, before):
                raise Stale
            try:
                self._database.transact(self._putting(person, own_phone, stored))
            except Cancelled as fault:
                if 0 not in fault.places:
                    raise Conflict("phone_taken", "Another person has this phone. Give another number.") from fault
            else:
                return
        raise Busy("store_busy", "The store is busy. Try again in a moment.")

    def _putting(self, person: Person, own_phone: ContactId | None, stored: Item | None) -> list[Write]:
        """The first write is guarded by the phone the person had, as that one's item goes with it."""
        had = None if stored is None else stored.get("own_phone", {}).get("S")
        phone = Path("own_phone")
        same: Condition = phone.does_not_exist() if had is None else phone == had
        if stored is not None:
            same = same & (Path("role") == stored["role"]) & (Path("active") == stored["active"])
        writes = [self._database.putting("team", team_items.encode_person(person, own_phone), same)]
        if own_phone is not None:
            free: Condition = ABSENT | (Path("person") == text(person.id))
            item = team_items.encode_own_phone(person, own_phone)
            writes.append(self._database.putting("team", item, free))
        if had is not None and had != own_phone:
            writes.append(self._database.deleting("team", keys.own_phone(ContactId(had))))
        return writes


def _stands_as(stored: Item | None, before: Person) -> bool:
    if stored is None:
        return False
    person = team_items.decode_person(stored)
    return (person.role, person.active, person.phone) == (before.role, before.active, before.phone)
