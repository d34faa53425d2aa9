"""What the simulated AWS was asked for: calls, units as tests/harness/metering.py counts them, and the hottest key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from chalicelib.core.messages import Status
from chalicelib.store.codec import Item
from chalicelib.store.keys import RECIPIENT, WORK
from chalicelib.store.models import MODELS
from tests.harness.commits import Change, plain
from tests.harness.metering import KB, read_units, units


def _zeros() -> dict[str, float]:
    return defaultdict(float)


@dataclass
class Bill:
    """`calls` by operation, write units also by what they are for (`purposes`). `hottest` is the most that was written
    to one key in one second, and which key."""

    calls: Counter[str] = field(default_factory=Counter)
    writes: float = 0
    reads: float = 0
    queue: float = 0
    functions: int = 0
    requests: int = 0
    purposes: dict[str, float] = field(default_factory=_zeros)
    hottest: tuple[int, str] = (0, "")
    _second: int = 0
    _written: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.calls.values())

    def clear(self) -> None:
        """Nothing was asked for yet."""
        self.calls.clear()
        self.purposes.clear()
        self._written.clear()
        self.writes = self.reads = self.queue = 0
        self.functions = self.requests = 0
        self.hottest = (0, "")

    def read(self, operation: str, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        self.reads += read_units(operation, asked, answer)

    def wrote(self, second: int, noun: str, before: Item | None, after: Item | None, times: int = 1) -> None:
        """`times` is 2 in a transaction. What stays as it was is no write, as in the recorder."""
        if before == after:
            return
        if second != self._second:
            self._end()
            self._second = second
        key = (after or before or {})["pk"]["S"]
        self._written[f"{noun} {key}"] += 1
        touched = [keys for keys, names in _indexes(noun) if _touches(keys, names, before, after)]
        if touched:
            spent = units(Change(noun, "", "", before and plain(before), after and plain(after)), times)
        else:
            spent = times * max(1, -(-max(_size(before), _size(after)) // KB))
        self.writes += spent
        self.purposes[_purpose(noun, before, after)] += spent
        items = [item for item in (before, after) if item is not None]
        for index in {item[keys[0]]["S"] for keys in touched for item in items if _in(item, keys)}:
            self._written[f"{noun}/{index}"] += 1

    def closed(self) -> Bill:
        """With the last second counted."""
        self._end()
        return self

    def _end(self) -> None:
        if self._written:
            key, most = self._written.most_common(1)[0]
            self.hottest = max(self.hottest, (most, key))
            self._written.clear()


def _purpose(noun: str, before: Item | None, after: Item | None) -> str:
    """What a write is for, of those that a broadcast makes."""
    if noun != "broadcasts":
        return "claim"
    known = after or before or {}
    sk = known["sk"]["S"]
    if sk.startswith(RECIPIENT):
        outcome = "receipt" if Status(known["status"]["S"]).final else "outcome"
        return "row" if before is None else outcome
    return "work" if sk.startswith(WORK) else "count" if sk == "count" else "schedule"


def _touches(keys: Sequence[str], names: Sequence[str] | None, before: Item | None, after: Item | None) -> bool:
    """Whether an index has a part in a change. Of items in none of them the meter's arithmetic has a short form."""
    was, now = _in(before, keys), _in(after, keys)
    if not (was and now):
        return was or now
    if names is None:
        return True
    assert before is not None
    assert after is not None
    return any(before.get(name) != after.get(name) for name in names)


def _in(item: Item | None, keys: Sequence[str]) -> bool:
    return item is not None and keys[0] in item and keys[1] in item


def _size(item: Item | None) -> int:
    if item is None:
        return 0
    total = 0
    for name, value in item.items():
        found = value.get("S") or value.get("N")
        total += len(name) + (len(found) if found else len(str(plain({name: value})[name])))
    return total


@cache
def _indexes(noun: str) -> list[tuple[list[str], list[str] | None]]:
    """Of each index its keys, the partition's first, and the attributes that it holds (None: all)."""
    schema: Any = MODELS[noun]._get_schema()["global_secondary_indexes"]
    found: list[tuple[list[str], list[str] | None]] = []
    for index in schema:
        keys = [part["AttributeName"] for part in sorted(index["key_schema"], key=lambda part: part["KeyType"])]
        more = index["projection"].get("NonKeyAttributes")
        found.append((keys, None if more is None else [*keys, *more]))
    return found
