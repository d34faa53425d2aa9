"""DynamoDB by PynamoDB's connection: one client for all tables, items as they are, faults as the core knows them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from botocore.exceptions import ClientError, HTTPClientError
from botocore.session import Session
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.core.errors import Busy
from chalicelib.store.client import CONNECT_SECONDS, READ_SECONDS, PlainConnection
from chalicelib.store.client import TRIES as MOST_TRIES
from chalicelib.store.codec import Item, text
from chalicelib.store.expressions import conditional, querying, replacing, updating
from chalicelib.store.faults import Cancelled, cancelled, condition_failed, passing
from chalicelib.store.keys import Key, Table

TRIES = 5
BATCH = 100
"""DynamoDB reads a hundred items a batch, and writes a hundred a transaction."""

MANY = 25
CONNECTIONS = 80
"""As many as the jobs that one worker does together claim at once, with room (workers.batch)."""

Write = dict[str, dict[str, Any]]
"""One action of a transaction: {"Put": arguments}."""


class Database:
    """`names` are the tables' names in this stack. `pause` takes seconds; tests pass one that does not wait.

    `session` None: one of its own.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        *,
        session: Session | None = None,
        region: str | None = None,
        host: str | None = None,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self._names = names
        self._nouns: dict[str, Table] = {names[noun]: noun for noun in get_args(Table)}
        self._pause = pause
        self._connection = PlainConnection(
            session,
            region=region,
            host=host,
            connect_timeout_seconds=CONNECT_SECONDS,
            read_timeout_seconds=READ_SECONDS,
            max_retry_attempts=MOST_TRIES - 1,
            max_pool_connections=CONNECTIONS,
        )

    def get(self, table: Table, key: Key) -> Item | None:
        """One item, consistently read."""
        arguments = {"TableName": self._names[table], "Key": _key(key), "ConsistentRead": True}
        found: Item | None = self._call("GetItem", arguments).get("Item")
        return found

    def many(self, wanted: Iterable[tuple[Table, Key]]) -> dict[tuple[Table, Key], Item]:
        """Those that are there, consistently read: one call for each hundred, whatever tables they are in."""
        keys = list(dict.fromkeys(wanted))
        found: dict[tuple[Table, Key], Item] = {}
        for start in range(0, len(keys), BATCH):
            found.update(self._batch(keys[start : start + BATCH]))
        return found

    def put(self, table: Table, item: Item, when: Condition | None = None) -> bool:
        """Whether it was written: False where the condition failed."""
        return self._written("PutItem", self.putting(table, item, when)["Put"]) is not None

    def update(self, table: Table, key: Key, actions: Sequence[Action], when: Condition) -> Item | None:
        """The item as it stands after; None where the condition failed."""
        return self.change(table, key, updating(actions, when))

    def change(self, table: Table, key: Key, said: Mapping[str, Any]) -> Item | None:
        """As `update`, of what is said in expressions already (expressions.changing)."""
        answer = self._written("UpdateItem", self._changing(table, key, said, "ALL_NEW"))
        return None if answer is None else answer["Attributes"]

    def changed(self, table: Table, key: Key, said: Mapping[str, Any]) -> bool:
        """As `change`, where nobody asks how the item stands after: whether the condition held."""
        return self._written("UpdateItem", self._changing(table, key, said, "NONE")) is not None

    def _changing(self, table: Table, key: Key, said: Mapping[str, Any], answer: str) -> dict[str, Any]:
        return {"TableName": self._names[table], "Key": _key(key), **said, "ReturnValues": answer}

    def delete(self, table: Table, key: Key, when: Condition | None = None) -> bool:
        """Whether it is gone: False where the condition failed."""
        return self._written("DeleteItem", self.deleting(table, key, when)["Delete"]) is not None

    def delete_many(self, table: Table, keys: Sequence[Key]) -> None:
        """Twenty-five a call; what is not there is no fault."""
        self._write_many(table, [{"DeleteRequest": {"Key": _key(key)}} for key in keys])

    def put_many(self, table: Table, items: Sequence[Item]) -> None:
        """Twenty-five a call, whatever stands there."""
        self._write_many(table, [{"PutRequest": {"Item": item}} for item in items])

    def query(
        self,
        table: Table,
        where: Condition,
        *,
        index: str | None = None,
        only: Condition | None = None,
        limit: int | None = None,
        after: Key | None = None,
        newest_first: bool = False,
    ) -> tuple[list[Item], Key | None]:
        """One page of at most `limit` items read, and the key that the next page comes after (None: that was all)."""
        arguments = querying(where, only)
        arguments |= {"TableName": self._names[table], "ScanIndexForward": not newest_first}
        if index is not None:
            arguments["IndexName"] = index
        else:
            arguments["ConsistentRead"] = True
        if limit is not None:
            arguments["Limit"] = limit
        if after is not None:
            arguments["ExclusiveStartKey"] = _key(after)
        answer = self._call("Query", arguments)
        last = answer.get("LastEvaluatedKey")
        return answer["Items"], None if last is None else (last["pk"]["S"], last["sk"]["S"])

    def every(self, table: Table, where: Condition) -> Iterator[Item]:
        """All items of a partition that `where` asks for, page after page."""
        after: Key | None = None
        while True:
            items, after = self.query(table, where, after=after)
            yield from items
            if after is None:
                return

    def indexed(self, table: Table, where: Condition, only: Condition, *, index: str) -> Iterator[Item]:
        """All items of a partition of an index that `where` and `only` ask for, in its order, page after page."""
        arguments = querying(where, only) | {"TableName": self._names[table], "IndexName": index}
        while True:
            answer = self._call("Query", arguments)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            arguments["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def putting(self, table: Table, item: Item, when: Condition | None = None) -> Write:
        return {"Put": {"TableName": self._names[table], "Item": item, **conditional(when)}}

    def updating(self, table: Table, key: Key, actions: Sequence[Action], when: Condition) -> Write:
        return {"Update": {"TableName": self._names[table], "Key": _key(key), **updating(actions, when)}}

    def replacing(self, table: Table, key: Key, written: Item, gone: Iterable[str], version: int) -> Write:
        """An update of a known item that is still at `version`."""
        return {
            "Update": {"TableName": self._names[table], "Key": _key(key), **replacing(written, gone, version)},
        }

    def deleting(self, table: Table, key: Key, when: Condition | None = None) -> Write:
        return {"Delete": {"TableName": self._names[table], "Key": _key(key), **conditional(when)}}

    def checking(self, table: Table, key: Key, when: Condition) -> Write:
        return {"ConditionCheck": {"TableName": self._names[table], "Key": _key(key), **conditional(when)}}

    def transact(self, writes: Sequence[Write]) -> None:
        """All of it or nothing; Cancelled tells whose conditions failed."""
        self._call("TransactWriteItems", {"TransactItems": list(writes)})

    def _batch(self, keys: Sequence[tuple[Table, Key]]) -> dict[tuple[Table, Key], Item]:
        asked: dict[str, Any] = {}
        for table, key in keys:
            of_table = asked.setdefault(self._names[table], {"Keys": [], "ConsistentRead": True})
            of_table["Keys"].append(_key(key))
        found: dict[tuple[Table, Key], Item] = {}
        for attempt in range(TRIES):
            answer = self._call("BatchGetItem", {"RequestItems": asked})
            for name, items in answer["Responses"].items():
                found.update(((self._nouns[name], key_of(item)), item) for item in items)
            asked = answer.get("UnprocessedKeys") or {}
            if not asked:
                return found
            self._wait(attempt)
        raise _busy()

    def _write_many(self, table: Table, requests: Sequence[dict[str, Any]]) -> None:
        for start in range(0, len(requests), MANY):
            asked: dict[str, Any] = {self._names[table]: list(requests[start : start + MANY])}
            for attempt in range(TRIES):
                asked = self._call("BatchWriteItem", {"RequestItems": asked}).get("UnprocessedItems") or {}
                if not asked:
                    break
                self._wait(attempt)
            else:
                raise _busy()

    def _written(self, operation: str, arguments: dict[str, Any]) -> dict[str, Any] | None:
        try:
            return self._call(operation, arguments)
        except ClientError as fault:
            if condition_failed(fault):
                return None
            raise

    def _call(self, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
        asked = {**arguments, "ReturnConsumedCapacity": "NONE"}
        for attempt in range(TRIES):
            try:
                answer: dict[str, Any] = self._connection.dispatch(operation, asked)
            except HTTPClientError as fault:
                raise _busy() from fault
            except ClientError as fault:
                failed = cancelled(fault)
                if failed:
                    raise Cancelled(failed) from fault
                if not passing(fault):
                    raise
            else:
                return answer
            self._wait(attempt)
        raise _busy()

    def _wait(self, attempt: int) -> None:
        self._pause((20 << attempt) * (50 + secrets.randbelow(50)) / 100_000)


def key_of(item: Item) -> Key:
    return item["pk"]["S"], item["sk"]["S"]


def keyed(key: Key, item: Item) -> Item:
    """The item with its keys."""
    return {**_key(key), **item}


def _key(key: Key) -> Item:
    return {"pk": text(key[0]), "sk": text(key[1])}


def _busy() -> Busy:
    return Busy("store_busy", "The store is busy. Try again in a moment.")
