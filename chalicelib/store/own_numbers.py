"""Numbers that wait for their code, and how many codes were asked for. DynamoDB clears both away after two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.ids import ContactId, PersonId
from chalicelib.core.own_numbers import Asking, Known, Pending, Spent
from chalicelib.flows.ports import Stale
from chalicelib.store import person_keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, number
from chalicelib.store.database import Database, Write, keyed
from chalicelib.store.expressions import ABSENT
from chalicelib.store.keys import Key, Table
from chalicelib.store.times import to_seconds

KEPT = timedelta(days=2)
_PENDING = Codec(Pending, keys=("person",))
_SPENT = Codec(Spent, keys=("subject",))


class OwnNumbers(Adapter):
    def own_number(self, person: PersonId) -> Pending | None:
        return _pending(self._database.get("conversations", person_keys.own_number(person)), person)

    def own_numbers(self, person: PersonId, contact: ContactId) -> Known:
        """One BatchGetItem, consistently read."""
        subjects = (f"person#{person}", f"number#{contact}", "brand")
        places: list[tuple[Table, Key]] = [("conversations", person_keys.codes(subject)) for subject in subjects]
        waiting: tuple[Table, Key] = ("conversations", person_keys.own_number(person))
        found = self._database.many([waiting, *places])
        spent = [_spent(found.get(place), subject) for place, subject in zip(places, subjects, strict=True)]
        return Known(_pending(found.get(waiting), person), *spent)

    def try_own_number(self, tried: Pending, now: datetime) -> None:
        if not self._database.put("conversations", _item(tried, now), _at(tried.version)):
            raise Stale

    def forget_own_number(self, person: PersonId) -> None:
        self._database.delete("conversations", person_keys.own_number(person))


def asking(database: Database, asked: Asking | None, now: datetime) -> Iterator[Write]:
    """The writes of a request for a code; each fails where another request was faster."""
    if asked is None:
        return
    if asked.pending is not None:
        yield database.putting("conversations", _item(asked.pending, now), _at(asked.pending.version))
    for spent in asked.spent:
        item = {**_SPENT.encode(replace(spent, version=spent.version + 1)), **_expires(now)}
        yield database.putting("conversations", keyed(person_keys.codes(spent.subject), item), _at(spent.version))


def _item(pending: Pending, now: datetime) -> Item:
    item = {**_PENDING.encode(replace(pending, version=pending.version + 1)), **_expires(now)}
    return keyed(person_keys.own_number(pending.person), item)


def _pending(item: Item | None, person: PersonId) -> Pending | None:
    return None if item is None else _PENDING.decode(item, person=person)


def _spent(item: Item | None, subject: str) -> Spent:
    return Spent(subject) if item is None else _SPENT.decode(item, subject=subject)


def _expires(now: datetime) -> Item:
    return {"expires": number(to_seconds(now + KEPT))}


def _at(version: int) -> Condition:
    same: Condition = Path("version") == number(version)
    return same if version else ABSENT
