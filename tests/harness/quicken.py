"""Makes moto answer DynamoDB's calls faster, with the same answers (test_quicken.py): what it does over and over is
done once, and what a query cannot find is not sorted for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import Any

from moto.core import responses
from moto.core.model import StructureShape
from moto.core.serialize import AttributePickerContext, JSONSerializer, XFormedAttributePicker
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

_PLAIN = frozenset({"S", "N", "BOOL", "NULL", "SS", "NS"})
_KINDS = _PLAIN | {"B", "M", "L", "BS"}


@cache
def quicken() -> None:
    """Once a process."""
    XFormedAttributePicker.__call__ = _quick_picker()  # type: ignore[method-assign]
    JSONSerializer._serialize_type_structure = _quick_structure()  # type: ignore[method-assign]
    Table.query = _quick_query()  # type: ignore[method-assign]
    for name in ("camelcase_to_underscores", "method_names_from_class"):
        setattr(responses, name, lru_cache(getattr(responses, name)))


def _quick_picker() -> Callable[..., Any]:
    """An attribute value as DynamoDB writes it, such as {"S": "text"}, has its one name only."""
    slow = XFormedAttributePicker.__call__

    def quick(picker: XFormedAttributePicker, context: AttributePickerContext) -> Any:
        value = context.obj
        if type(value) is dict and len(value) == 1 and _KINDS.issuperset(value):
            return value.get(context.key)
        return slow(picker, context)

    return quick


def _quick_structure() -> Callable[..., None]:
    """Such a value is what it is to become; ten kinds need not be asked for."""
    slow = JSONSerializer._serialize_type_structure

    @wraps(slow)
    def quick(serializer: JSONSerializer, serialized: Any, value: Any, shape: StructureShape, key: str) -> None:
        if key and shape.name == "AttributeValue" and type(value) is dict and _PLAIN.issuperset(value):
            serializer._default_serialize(serialized, value, shape, key)
        else:
            slow(serializer, serialized, value, shape, key)

    return quick


def _quick_query() -> Callable[..., Any]:
    """Only items of the partition are looked at; moto sorts the whole table first."""
    slow = Table.query

    @wraps(slow)
    def quick(table: Table, *args: Any, **options: Any) -> Any:
        wanted: list[tuple[str, DynamoType]] = options.get("hash_key_conditions") or []
        if not wanted:
            return slow(table, *args, **options)

        def those(item: Item) -> bool:
            return all(name in item.attrs and item.attrs[name] == value for name, value in wanted)

        kept = table.items
        # For this call the table holds the partition alone; calls come one at a time (motofix).
        table.items = defaultdict(dict)
        for part, items in kept.items():
            table.items[part] = {order: item for order, item in items.items() if those(item)}
        try:
            return slow(table, *args, **options)
        finally:
            table.items = kept

    return quick
