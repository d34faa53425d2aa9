"""The port Team: people, lines and the brand's settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.effects import Effect
from chalicelib.core.errors import Busy, Conflict
from chalicelib.core.ids import ContactId, PersonId
from chalicelib.core.people import Person, Role
from chalicelib.flows.ports import Stale
from chalicelib.store import outbox, person_keys, team_items
from chalicelib.store.brand import BrandSettings
from chalicelib.store.codec import Item, flag, text
from chalicelib.store.database import Database, Write
from chalicelib.store.devices import Devices
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.faults import Cancelled
from chalicelib.store.lines import Lines

TRIES = 3
MEANWHILE = "Somebody has changed what you may do, just now. Look at the people again before you go on."


class _Part(NamedTuple):
    """One write of a transaction, and what it means where its condition fails."""

    write: Write
    otherwise: Exception


class TeamStore(Lines, BrandSettings, Devices):
    """People with their devices, lines and the brand's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def person(self, person: PersonId) -> Person | None:
        item = self._database.get("team", person_keys.person(person))
        return None if item is None else team_items.decode_person(item)

    def people(self) -> list[Person]:
        """By id."""
        return [team_items.decode_person(item) for item in self._database.every("team", Path("pk") == "people")]

    def put_person(self, person: Person, own_phone: ContactId | None, before: Person | None = None) -> None:
        """The person, under its id, its own phone's and its email; Conflict where phone or email are another person's.

        With `before`, only while it is as it was read: who saves its alerts must not undo what an admin changed
        meanwhile (T7).
        """
        for _ in range(TRIES):
            stored = self._database.get("team", person_keys.person(person.id))
            if before is not None and (stored is None or team_items.decode_person(stored) != before):
                raise Stale
            try:
                self._transact(self._putting(person, own_phone, stored) + self._giving_up(person, own_phone, stored))
            except Stale:
                continue
            return
        raise Busy("store_busy", "The store is busy. Try again in a moment.")

    def add_person(self, person: Person, by: PersonId, told: Effect, now: datetime) -> None:
        new = [part._replace(otherwise=Stale()) for part in self._putting(person, None, None)]
        self._transact([*new, self._ruling(by), self._telling(told, now)])

    def change_person(
        self,
        before: Person,
        after: Person,
        own_phone: ContactId | None,
        by: PersonId,
        told: Effect | None,
        now: datetime,
    ) -> None:
        stored = self._database.get("team", person_keys.person(before.id))
        if stored is None or team_items.decode_person(stored) != before:
            raise Stale
        parts = self._putting(after, own_phone, stored)
        parts += self._giving_up(after, own_phone, stored)
        if by != after.id:
            parts.append(self._ruling(by))
        if told is not None:
            parts.append(self._telling(told, now))
        self._transact(parts)

    def _transact(self, parts: Sequence[_Part]) -> None:
        try:
            self._database.transact([part.write for part in parts])
        except Cancelled as fault:
            raise parts[min(fault.places)].otherwise from fault

    def _putting(self, person: Person, own_phone: ContactId | None, stored: Item | None) -> list[_Part]:
        """The first write is guarded by all that the person was, as the items of its phone and email go with it."""
        same = ABSENT if stored is None else _unchanged(stored)
        mine: Condition = ABSENT | (Path("person") == text(person.id))
        item = team_items.encode_person(person, own_phone)
        parts = [_Part(self._database.putting("team", item, same), Stale())]
        if own_phone is not None:
            taken = Conflict("phone_taken", "Another person has this phone. Give another number.")
            item = team_items.encode_own_phone(person, own_phone)
            parts.append(_Part(self._database.putting("team", item, mine), taken))
        taken = Conflict("email_taken", "Another person has this email. Give another one.")
        parts.append(_Part(self._database.putting("team", team_items.encode_email(person), mine), taken))
        return parts

    def _giving_up(self, person: Person, own_phone: ContactId | None, stored: Item | None) -> list[_Part]:
        """A phone and an email that it had, and has no more."""
        has = {person_keys.email(person.email.casefold()), person_keys.own_phone(own_phone) if own_phone else None}
        had = [] if stored is None else team_items.beside(stored)
        return [_Part(self._database.deleting("team", key), Stale()) for key in had if key not in has]

    def _ruling(self, by: PersonId) -> _Part:
        """Whoever decides about others must still be an active admin, or nobody would be after two did so at once."""
        admin: Condition = (Path("role") == text(Role.ADMIN)) & (Path("active") == flag(True))
        return _Part(
            self._database.checking("team", person_keys.person(by), admin), Conflict("changed_meanwhile", MEANWHILE)
        )

    def _telling(self, told: Effect, now: datetime) -> _Part:
        return _Part(self._database.putting("conversations", outbox.encode(told, now)), Stale())


def _unchanged(stored: Item) -> Condition:
    same: Condition = PRESENT
    for name in team_items.OF_PERSON:
        same = same & (Path(name) == stored[name] if name in stored else Path(name).does_not_exist())
    return same
