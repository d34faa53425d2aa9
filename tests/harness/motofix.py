"""Repairs of moto, for tests only: its transactions under threads, and what they cost.

moto 5.2.5 copies the whole table for each write of a transaction (a second at 3,000 items) and lets other calls in
between, so that two claims may both win and an acknowledged write may be lost. Here one call runs at a time, and a
transaction that fails puts back the items it touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from threading import RLock
from typing import Any

from moto.core.botocore_stubber import BotocoreStubber
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

LOCK = RLock()


@cache
def repair() -> None:
    """Mends moto in this process; once is enough."""
    one_by_one(BotocoreStubber, "process_request")
    transact = DynamoDBBackend.transact_write_items

    def transact_write_items(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
        before = [Touched(self, action) for action in transact_items]
        try:
            transact(self, transact_items)
        except Exception:
            for item in before:
                item.put_back()
            raise

    DynamoDBBackend.transact_write_items = transact_write_items  # type: ignore[method-assign]
    Table.__deepcopy__ = lambda table, _: table  # type: ignore[attr-defined]


def one_by_one(owner: type[Any], method: str) -> None:
    """Makes all calls of a method wait for each other, across threads."""
    original = getattr(owner, method)

    def waiting(*args: Any, **kwargs: Any) -> Any:
        with LOCK:
            return original(*args, **kwargs)

    setattr(owner, method, waiting)


class Touched:
    """An item that a transaction is about to write, as it was."""

    def __init__(self, backend: DynamoDBBackend, action: dict[str, Any]) -> None:
        (written,) = action.values()
        self._table = backend.get_table(written["TableName"])
        keys: dict[str, Any] = written.get("Item") or written["Key"]
        self._hash, self._range = (DynamoType(keys[name]) for name in self._key_names())
        self._before: Item | None = deepcopy(self._table.get_item(self._hash, self._range))

    def put_back(self) -> None:
        if self._before is None:
            self._table.delete_item(self._hash, self._range)
        else:
            self._table.items[self._hash][self._range] = self._before

    def _key_names(self) -> Sequence[str]:
        assert self._table.range_key_attr is not None, "Parley's tables have both keys"
        return self._table.hash_key_attr, self._table.range_key_attr
