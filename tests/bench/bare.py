"""The yardstick: the same items read and written by PynamoDB as its manual shows, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pynamodb.attributes import (
    Attribute,
    BooleanAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.connection import Connection
from pynamodb.models import Model
from pynamodb.transactions import TransactGet, TransactWrite

KINDS: dict[str, Callable[..., Attribute[Any]]] = {
    "S": UnicodeAttribute,
    "N": NumberAttribute,
    "BOOL": BooleanAttribute,
    "SS": UnicodeSetAttribute,
    "M": MapAttribute,
    "L": ListAttribute,
}
Item = dict[str, dict[str, Any]]


def bare(calls: list[dict[str, Any]], host: str) -> Callable[[], None]:
    """One batched read and one transaction of recorded `calls`, through models that declare every attribute."""
    asked, answered = _of(calls, "BatchGetItem")
    writes = _of(calls, "TransactWriteItems")[0]["TransactItems"]
    connection = Connection(host=host)
    models = _models(answered["Responses"], writes, host)
    wanted = [
        (models[table], key["pk"]["S"], key["sk"]["S"])
        for table, keys in asked["RequestItems"].items()
        for key in keys["Keys"]
    ]

    def read_and_write() -> None:
        with TransactGet(connection=connection) as reading:
            futures = [reading.get(model, pk, sk) for model, pk, sk in wanted]
        for future in futures:
            try:
                future.get()
            except Model.DoesNotExist:
                continue
        with TransactWrite(connection=connection) as writing:
            for write in writes:
                _write(writing, models, write)

    return read_and_write


def _of(calls: list[dict[str, Any]], operation: str) -> tuple[dict[str, Any], dict[str, Any]]:
    (found,) = (call for call in calls if call["name"] == f"dynamodb.{operation}")
    return found["asked"], found["answered"]


def _models(responses: dict[str, list[Item]], writes: list[dict[str, Any]], host: str) -> dict[str, Any]:
    seen: dict[str, Item] = {}
    for table, items in responses.items():
        for item in items:
            seen.setdefault(table, {}).update(item)
    for write in writes:
        if "Put" in write:
            seen.setdefault(write["Put"]["TableName"], {}).update(write["Put"]["Item"])
    return {table: _model(table, shape, host) for table, shape in seen.items()}


def _model(table: str, shape: Item, host: str) -> Any:
    attributes = {
        _safe(name): KINDS[next(iter(value))](null=True, attr_name=name)
        for name, value in shape.items()
        if name not in ("pk", "sk")
    }
    meta = type("Meta", (), {"table_name": table, "host": host, "region": "us-east-1"})
    keys = {"pk": UnicodeAttribute(hash_key=True), "sk": UnicodeAttribute(range_key=True)}
    return type("Bare", (Model,), {"Meta": meta, **keys, **attributes})


def _safe(name: str) -> str:
    """Some names are a Model's own."""
    return f"{name}_"


def _python(value: dict[str, Any]) -> Any:
    ((kind, inner),) = value.items()
    if kind == "N":
        return int(inner)
    return set(inner) if kind == "SS" else inner


def _write(writing: TransactWrite, models: dict[str, Any], write: dict[str, Any]) -> None:
    if "Put" in write:
        item = write["Put"]["Item"]
        model = models[write["Put"]["TableName"]]
        rest = {_safe(name): _python(value) for name, value in item.items() if name not in ("pk", "sk")}
        writing.save(model(item["pk"]["S"], item["sk"]["S"], **rest), condition=model.pk.does_not_exist())
        return
    update = write["Update"]
    model = models[update["TableName"]]
    names, values = update["ExpressionAttributeNames"], update["ExpressionAttributeValues"]
    pairs = re.findall(r"(#\d+) = (:\d+)", update["UpdateExpression"])
    actions = [getattr(model, _safe(names[name])).set(_python(values[value])) for name, value in pairs]
    version = model.version_ == _python(values[":0"])
    writing.update(model(update["Key"]["pk"]["S"], update["Key"]["sk"]["S"]), actions=actions, condition=version)
