"""Dataclasses of the core as DynamoDB items and back, each value converted once, by the field's own type."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from chalicelib.store.times import from_ms, to_ms

Value = dict[str, Any]
"""A value as DynamoDB writes it: {"S": "text"}."""
Item = dict[str, Value]

OWN_DEFAULT: Any = object()

T = TypeVar("T")


def text(value: str) -> Value:
    return {"S": value}


def number(value: int) -> Value:
    return {"N": str(value)}


def flag(value: bool) -> Value:
    return {"BOOL": value}


def moment(value: datetime) -> Value:
    return {"N": str(to_ms(value))}


class Codec(Generic[T]):
    """Items of one dataclass. `keys` are the fields that the item's own keys tell, or that the caller keeps apart.

    What is None or empty is left out, and what is left out reads as None or empty again. A number, flag or choice that
    an older item lacks reads as the field's default, so that a field may be added without touching what is stored.
    """

    def __init__(self, kind: type[T], keys: Collection[str] = ()) -> None:
        self._kind = kind
        hints = get_type_hints(kind)
        dataclass_: Any = kind
        known = [(field, _shape(hints[field.name])) for field in fields(dataclass_) if field.name not in keys]
        self._encoders = [(field.name, shape.encode, shape.drops_empty) for field, shape in known]
        self._decoders = [(field.name, shape.decode, shape.missing(field)) for field, shape in known]

    def encode(self, value: T) -> Item:
        item: Item = {}
        for name, encode, drops_empty in self._encoders:
            found = getattr(value, name)
            if found is None or (drops_empty and not found):
                continue
            item[name] = encode(found)
        return item

    def decode(self, item: Mapping[str, Value], **keys: Any) -> T:
        for name, decode, absent in self._decoders:
            found = item.get(name)
            keys[name] = absent if found is None else decode(found)
        return self._kind(**keys)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How values of one type are written and read. A missing value reads as `absent`."""

    encode: Callable[[Any], Value]
    decode: Callable[[Value], Any]
    absent: Any = OWN_DEFAULT
    drops_empty: bool = False

    def missing(self, field: Field[Any]) -> Any:
        if self.absent is not OWN_DEFAULT:
            return self.absent
        return None if field.default is MISSING else field.default


def _shape(hint: Any) -> _Shape:
    origin = get_origin(hint)
    if origin in (UnionType, Union):
        return _optional(hint)
    if origin is None:
        return _scalar(_plain(hint))
    return _collection(origin, [_plain(inner) for inner in get_args(hint)])


def _plain(hint: Any) -> Any:
    """A NewType's own type."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return hint


def _optional(hint: Any) -> _Shape:
    """An empty text that might be None is written, so that the two stay apart."""
    (inner,) = [part for part in get_args(hint) if part is not NoneType]
    return replace(_shape(inner), absent=None, drops_empty=False)


def _scalar(kind: Any) -> _Shape:
    if kind is bool:
        return _Shape(flag, lambda value: value["BOOL"])
    if kind is int:
        return _Shape(number, lambda value: int(value["N"]))
    if kind is datetime:
        return _Shape(moment, lambda value: from_ms(int(value["N"])))
    if kind is str:
        return _Shape(text, lambda value: value["S"], "", True)
    if is_dataclass(kind):
        inner: Any = kind
        part: Codec[Any] = Codec(inner)
        return _Shape(lambda value: {"M": part.encode(value)}, lambda value: part.decode(value["M"]))
    if issubclass(kind, StrEnum):
        return _Shape(lambda value: {"S": value.value}, lambda value: kind(value["S"]))
    raise TypeError(f"no shape for {kind!r}")


def _collection(origin: Any, inner: list[Any]) -> _Shape:
    if origin is frozenset:
        return _Shape(lambda value: {"SS": sorted(value)}, lambda value: frozenset(value["SS"]), frozenset(), True)
    if origin is tuple:
        one = _scalar(inner[0])
        return _Shape(
            lambda value: {"L": [one.encode(part) for part in value]},
            lambda value: tuple(one.decode(part) for part in value["L"]),
            (),
            True,
        )
    if origin is Mapping:
        each = _scalar(inner[1])
        return _Shape(
            lambda value: {"M": {name: each.encode(part) for name, part in value.items()}},
            lambda value: {name: each.decode(part) for name, part in value["M"].items()},
            {},
            True,
        )
    raise TypeError(f"no shape for {origin!r}")
