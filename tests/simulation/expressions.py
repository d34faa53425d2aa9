"""DynamoDB's expressions as functions on items: as much of their language as this product's adapters speak.

What is not known raises Unknown: a simulation that guessed would prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from chalicelib.store.codec import Item, Value

Values = Mapping[str, Value]
Names = tuple[tuple[str, str], ...]
Read = Callable[[Item, Values], Value | None]
Holds = Callable[[Item, Values], bool]
Write = Callable[[Item, Values], None]

_TOKENS = re.compile(r"\s*(#\w+|:\w+|\w+|<=|>=|<>|[()=<>,.+-])")
_CLAUSES = ("SET", "REMOVE", "ADD")


class Unknown(Exception):
    """An expression that the simulation does not speak."""


class Invalid(Exception):
    """DynamoDB would refuse it: what a path leads into is not there."""


@lru_cache(4096)
def condition(text: str, names: Names) -> Holds:
    """Whether an item, {} for none, is as the text demands."""
    tokens = _Tokens(text, names)
    found = _either(tokens)
    tokens.end()
    return found


@lru_cache(4096)
def update(text: str, names: Names) -> Write:
    """Changes an item in place."""
    tokens, writes = _Tokens(text, names), []
    while tokens.more:
        clause = tokens.next()
        if clause not in _CLAUSES:
            raise Unknown(text)
        writes.append(_CHANGES[clause](tokens))
        while tokens.take(","):
            writes.append(_CHANGES[clause](tokens))

    def apply(item: Item, values: Values) -> None:
        for write in writes:
            write(item, values)

    return apply


@lru_cache(256)
def key_condition(text: str, names: Names) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What a Query asks of its keys: (attribute, operator, placeholders of values)."""
    tokens = _Tokens(text, names)
    found: list[tuple[str, str, tuple[str, ...]]] = []
    while tokens.more:
        if tokens.take("(") or tokens.take(")") or tokens.take("AND"):
            continue
        if tokens.take("begins_with"):
            tokens.want("(")
            (name,) = tokens.path()
            tokens.want(",")
            found.append((name, "begins_with", (tokens.next(),)))
            tokens.want(")")
            continue
        (name,), operator, value = tokens.path(), tokens.next(), tokens.next()
        bounds = [value]
        if operator == "BETWEEN":
            tokens.want("AND")
            bounds.append(tokens.next())
        found.append((name, operator, tuple(bounds)))
    return tuple(found)


class _Tokens:
    def __init__(self, text: str, names: Names) -> None:
        self._text, self._names, self._at = text, dict(names), 0
        self._found = _TOKENS.findall(text)

    @property
    def more(self) -> bool:
        return self._at < len(self._found)

    def next(self) -> str:
        if not self.more:
            raise Unknown(self._text)
        self._at += 1
        token: str = self._found[self._at - 1]
        return token

    def take(self, token: str) -> bool:
        """Whether it comes next; then it is passed."""
        if self.more and self._found[self._at] == token:
            self._at += 1
            return True
        return False

    def want(self, token: str) -> None:
        if not self.take(token):
            raise Unknown(self._text)

    def path(self) -> tuple[str, ...]:
        parts = [self._names[self.next()]]
        while self.take("."):
            parts.append(self._names[self.next()])
        return tuple(parts)

    @property
    def at_value(self) -> bool:
        return self.more and self._found[self._at].startswith(":")

    def end(self) -> None:
        if self.more:
            raise Unknown(self._text)


def _either(tokens: _Tokens) -> Holds:
    parts = [_both(tokens)]
    while tokens.take("OR"):
        parts.append(_both(tokens))
    return parts[0] if len(parts) == 1 else lambda item, values: any(part(item, values) for part in parts)


def _both(tokens: _Tokens) -> Holds:
    parts = [_one(tokens)]
    while tokens.take("AND"):
        parts.append(_one(tokens))
    return parts[0] if len(parts) == 1 else lambda item, values: all(part(item, values) for part in parts)


def _one(tokens: _Tokens) -> Holds:
    if tokens.take("NOT"):
        inner = _one(tokens)
        return lambda item, values: not inner(item, values)
    if tokens.take("("):
        found = _either(tokens)
        tokens.want(")")
        return found
    for name, is_there in (("attribute_exists", True), ("attribute_not_exists", False)):
        if tokens.take(name):
            tokens.want("(")
            path = _reading(tokens.path())
            tokens.want(")")
            return lambda item, values, wanted=is_there: (path(item, values) is not None) is wanted  # type: ignore[misc]
    return _compared(tokens)


def _compared(tokens: _Tokens) -> Holds:
    left, operator = _operand(tokens), tokens.next()
    if operator == "BETWEEN":
        low = _operand(tokens)
        tokens.want("AND")
        high = _operand(tokens)
        return lambda item, values: (
            _ordered(">=", left(item, values), low(item, values))
            and _ordered("<=", left(item, values), high(item, values))
        )
    right = _operand(tokens)
    return lambda item, values: _ordered(operator, left(item, values), right(item, values))


def _ordered(operator: str, one: Value | None, other: Value | None) -> bool:
    """What is absent compares with nothing; values of two types are no more than unequal."""
    if one is None or other is None:
        return operator == "<>" and one is not other
    if operator in ("=", "<>"):
        return (one == other) is (operator == "=")
    ((kind, left),), ((other_kind, right),) = one.items(), other.items()
    if kind != other_kind or kind not in ("S", "N"):
        return False
    if kind == "N":
        left, right = int(left), int(right)
    return _ORDERS[operator](left, right)


_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def _operand(tokens: _Tokens) -> Read:
    if tokens.at_value:
        placeholder = tokens.next()
        return lambda item, values: values[placeholder]
    return _reading(tokens.path())


def _reading(path: tuple[str, ...]) -> Read:
    if len(path) == 1:
        name = path[0]
        return lambda item, values: item.get(name)
    first, second = path

    def read(item: Item, values: Values) -> Value | None:
        outer = item.get(first)
        found: Value | None = None if outer is None else outer["M"].get(second)
        return found

    return read


def _parent(path: tuple[str, ...]) -> tuple[Callable[[Item], Item], str]:
    """What holds the attribute that a path leads to, and that attribute's name."""
    if len(path) == 1:
        return lambda item: item, path[0]
    first, second = path

    def held(item: Item) -> Item:
        outer = item.get(first)
        if outer is None or "M" not in outer:
            raise Invalid("The document path provided in the update expression is invalid for update")
        inner: Item = outer["M"]
        return inner

    return held, second


def _set(tokens: _Tokens) -> Write:
    held, name = _parent(tokens.path())
    tokens.want("=")
    if tokens.take("if_not_exists"):
        tokens.want("(")
        known = _reading(tokens.path())
        tokens.want(",")
        value = _operand(tokens)
        tokens.want(")")

        def keep(item: Item, values: Values) -> None:
            found = known(item, values) or value(item, values)
            if found is not None:
                held(item)[name] = found

        return keep
    value = _operand(tokens)

    def put(item: Item, values: Values) -> None:
        found = value(item, values)
        if found is None:
            raise Invalid("The provided expression refers to an attribute that does not exist in the item")
        held(item)[name] = found

    return put


def _remove(tokens: _Tokens) -> Write:
    held, name = _parent(tokens.path())

    def remove(item: Item, values: Values) -> None:
        held(item).pop(name, None)

    return remove


def _add(tokens: _Tokens) -> Write:
    held, name = _parent(tokens.path())
    value = _operand(tokens)

    def add(item: Item, values: Values) -> None:
        more = value(item, values)
        if more is None or "N" not in more:
            raise Unknown("ADD of what is no number")
        place = held(item)
        place[name] = {"N": str(int(place.get(name, {"N": "0"})["N"]) + int(more["N"]))}

    return add


_CHANGES: dict[str, Callable[[_Tokens], Write]] = {"SET": _set, "REMOVE": _remove, "ADD": _add}
