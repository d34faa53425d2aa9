"""What each call to DynamoDB changed: the items it touched, as they were and as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.harness import aws
from tests.harness.wire import FUNCTION, Call, Effect

Plain = Mapping[str, Any]
_NOUNS = {name: noun for noun, name in aws.TABLES.items()}
_WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"})


@dataclass(frozen=True, slots=True)
class Change:
    """One item of table `noun`, before and after (None: absent), as plain values."""

    noun: str
    pk: str
    sk: str
    before: Plain | None
    after: Plain | None

    def was(self, name: str, default: Any = None) -> Any:
        return (self.before or {}).get(name, default)

    def now(self, name: str, default: Any = None) -> Any:
        return (self.after or {}).get(name, default)


@dataclass(frozen=True, slots=True)
class Commit:
    """All that one call changed, by which function."""

    function: str
    changes: tuple[Change, ...]


def watched(call: Call, effect: Effect) -> tuple[Any, Commit | None]:
    """The call's answer, and what it changed."""
    service, _, operation = call.name.partition(".")
    if service != "dynamodb" or operation not in _WRITES:
        return effect(), None
    keys = [key for key in _touched(operation, json.loads(call.body)) if key[0] in _NOUNS.values()]
    before = {key: _look(key) for key in keys}
    answer = effect()
    after = {key: _look(key) for key in keys}
    changes = tuple(Change(*key, before[key], after[key]) for key in before if before[key] != after[key])
    return answer, Commit(FUNCTION.get(), changes) if changes else None


def plain(item: aws.Item) -> dict[str, Any]:
    """An item's values as Python has them; moments stay milliseconds."""
    return {name: _value(value) for name, value in item.items()}


def _value(value: Mapping[str, Any]) -> Any:
    ((kind, found),) = value.items()
    if kind == "N":
        return int(found)
    if kind == "M":
        return {name: _value(inner) for name, inner in found.items()}
    if kind == "L":
        return [_value(inner) for inner in found]
    return frozenset(found) if kind == "SS" else found


def _look(key: tuple[str, str, str]) -> Plain | None:
    found = aws.item(*key)
    return None if found is None else plain(found)


def _touched(operation: str, asked: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    if operation == "TransactWriteItems":
        for action in asked["TransactItems"]:
            ((kind, written),) = action.items()
            if kind != "ConditionCheck":
                yield _key(written["TableName"], written.get("Item") or written["Key"])
    elif operation == "BatchWriteItem":
        for table, requests in asked["RequestItems"].items():
            for wanted in requests:
                ((_, written),) = wanted.items()
                yield _key(table, written.get("Item") or written["Key"])
    else:
        yield _key(asked["TableName"], asked.get("Item") or asked["Key"])


def _key(table: str, keys: Mapping[str, Mapping[str, str]]) -> tuple[str, str, str]:
    return _NOUNS.get(table, table), keys["pk"]["S"], keys["sk"]["S"]
