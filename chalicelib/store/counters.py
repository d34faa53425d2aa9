"""Counters: how many forms came from an address, through a form, and how many were asked to confirm in a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from chalicelib.core.changes import Tally
from chalicelib.store import keys
from chalicelib.store.codec import number
from chalicelib.store.database import Database, Write, keyed
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.times import to_seconds

KEPT = timedelta(days=2)
COUNT = "n"


def counted(database: Database, name: str, now: datetime) -> int:
    """One more under this name; how many they are now. DynamoDB clears a counter away after two days."""
    actions = [Path(COUNT).add(number(1)), Path("expires").set(_expires(now))]
    item = database.update("conversations", keys.counter(name), actions, ABSENT | PRESENT)
    return 0 if item is None else int(item[COUNT]["N"])


def read(database: Database, name: str) -> int:
    item = database.get("conversations", keys.counter(name))
    return 0 if item is None else int(item[COUNT]["N"])


def of_day(day: str) -> str:
    """The counter of a day's requests to confirm."""
    return f"asked#{day}"


def tallying(database: Database, tally: Tally, now: datetime) -> Write:
    """The write that counts one more; it fails where others counted meanwhile."""
    same = ABSENT if tally.so_far == 0 else Path(COUNT) == number(tally.so_far)
    item = {COUNT: number(tally.so_far + 1), "expires": _expires(now)}
    return database.putting("conversations", keyed(keys.counter(of_day(tally.day)), item), same)


def _expires(now: datetime) -> dict[str, str]:
    return number(to_seconds(now + KEPT))
