"""DynamoDB below PynamoDB's connection: what the adapters say is done to tables on disk, and counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

from botocore.exceptions import ClientError

from chalicelib.store.codec import Item
from chalicelib.store.database import Database
from chalicelib.store.keys import Table as Noun
from tests.harness.wire import WIRE, Call
from tests.simulation.bill import Bill
from tests.simulation.expressions import Invalid, Names, Unknown, condition, key_condition, update
from tests.simulation.tables import LAST, Table

Asked = Mapping[str, Any]
Answer = dict[str, Any]
NOUNS: tuple[str, ...] = get_args(Noun)


def database(dynamo: Dynamo) -> Database:
    """The product's own, over the simulated DynamoDB: what is retried, and when it gives up, is the product's."""
    made = Database({noun: noun for noun in NOUNS}, region="us-east-1", pause=lambda _: None)
    made._connection = dynamo  # type: ignore[assignment]
    return made


class Dynamo:
    """In place of PynamoDB's connection; `operations` are what it can do. `second` tells the virtual second, by which
    writes are counted."""

    def __init__(self, folder: Path, second: Callable[[], int]) -> None:
        self.tables = {noun: Table(folder / noun) for noun in NOUNS}
        self.bill = Bill()
        self._second = second
        self.operations: dict[str, Callable[[Asked], Answer]] = {
            "GetItem": self._get,
            "BatchGetItem": self._get_many,
            "PutItem": self._put,
            "UpdateItem": self._update,
            "DeleteItem": self._delete,
            "BatchWriteItem": self._write_many,
            "Query": self._query,
            "TransactWriteItems": self._transact,
        }

    def dispatch(self, operation: str, asked: Answer) -> Answer:
        """Every call passes the harness's wire, where faults hit it."""
        answer: Answer = WIRE.carry(Call(f"dynamodb.{operation}"), lambda: self._done(operation, asked))
        return answer

    def close(self) -> None:
        for table in self.tables.values():
            table.close()

    def _done(self, operation: str, asked: Asked) -> Answer:
        self.bill.calls[f"dynamodb.{operation}"] += 1
        answer = self.operations[operation](asked)
        self.bill.read(operation, asked, answer)
        return answer

    def _get(self, asked: Asked) -> Answer:
        item = self.tables[asked["TableName"]].get(*_key(asked["Key"]))
        return {} if item is None else {"Item": item}

    def _get_many(self, asked: Asked) -> Answer:
        found = {
            noun: [item for key in wanted["Keys"] if (item := self.tables[noun].get(*_key(key))) is not None]
            for noun, wanted in asked["RequestItems"].items()
        }
        return {"Responses": found}

    def _put(self, asked: Asked) -> Answer:
        self._write(asked, asked["Item"])
        return {}

    def _delete(self, asked: Asked) -> Answer:
        self._write(asked, None)
        return {}

    def _update(self, asked: Asked) -> Answer:
        return {"Attributes": self._write(asked, update(asked["UpdateExpression"], _names(asked)))}

    def _write(self, asked: Asked, change: Any, times: int = 1) -> Item | None:
        """The item as it stands after; refused where the condition does not hold."""
        noun, key = asked["TableName"], _key(asked.get("Key") or asked["Item"])
        before, copy = self.tables[noun].twice(*key)
        if not _holds(asked, before):
            raise _refused("ConditionalCheckFailedException")
        after: Item | None = change
        if callable(change):
            after = copy or {**asked["Key"]}
            try:
                change(after, asked.get("ExpressionAttributeValues", {}))
            except Invalid as fault:
                raise _refused("ValidationException") from fault
        self._keep(noun, key, before, after, times)
        return after

    def _keep(self, noun: str, key: tuple[str, str], before: Item | None, after: Item | None, times: int) -> None:
        if after is None:
            self.tables[noun].delete(*key, before)
        else:
            self.tables[noun].put(*key, before, after)
        self.bill.wrote(self._second(), noun, before, after, times)

    def _write_many(self, asked: Asked) -> Answer:
        for noun, requests in asked["RequestItems"].items():
            for request in requests:
                item = request["PutRequest"]["Item"] if "PutRequest" in request else None
                key = _key(item or request["DeleteRequest"]["Key"])
                self._keep(noun, key, self.tables[noun].get(*key), item, 1)
        return {}

    def _transact(self, asked: Asked) -> Answer:
        actions = [next(iter(action.items())) for action in asked["TransactItems"]]
        failed = [not self._would(action) for _, action in actions]
        if any(failed):
            reasons = [{"Code": "ConditionalCheckFailed" if fault else "None"} for fault in failed]
            raise ClientError(
                {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons},  # type: ignore[typeddict-item]
                "TransactWriteItems",
            )
        for kind, action in actions:
            if kind != "ConditionCheck":
                text = action.get("UpdateExpression")
                self._write(action, update(text, _names(action)) if text else action.get("Item"), 2)
        return {}

    def _would(self, action: Asked) -> bool:
        key = _key(action.get("Key") or action["Item"])
        return _holds(action, self.tables[action["TableName"]].get(*key))

    def _query(self, asked: Asked) -> Answer:
        names, values = _names(asked), asked.get("ExpressionAttributeValues", {})
        wanted = key_condition(asked["KeyConditionExpression"], names)
        table, limit = self.tables[asked["TableName"]], asked.get("Limit")
        if "IndexName" in asked:
            items, more = _due(table, asked["IndexName"], wanted, values, limit), False
        else:
            pk = values[wanted[0][2][0]]["S"]
            newest_first = not asked["ScanIndexForward"]
            low, high = _bounds(wanted[1:], values, asked.get("ExclusiveStartKey"), newest_first=newest_first)
            items, more = table.between(pk, low, high, limit=limit, newest_first=newest_first)
        last = {"LastEvaluatedKey": {"pk": items[-1]["pk"], "sk": items[-1]["sk"]}} if more and items else {}
        if "FilterExpression" in asked:
            only = condition(asked["FilterExpression"], names)
            items = [item for item in items if only(item, values)]
        return {"Items": items, **last}


def _key(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _names(asked: Asked) -> Names:
    return tuple(asked.get("ExpressionAttributeNames", {}).items())


def _holds(asked: Asked, before: Item | None) -> bool:
    text = asked.get("ConditionExpression")
    if text is None:
        return True
    return condition(text, _names(asked))(before or {}, asked.get("ExpressionAttributeValues", {}))


def _bounds(
    wanted: tuple[tuple[str, str, tuple[str, ...]], ...],
    values: Asked,
    after: Item | None,
    *,
    newest_first: bool,
) -> tuple[str, str]:
    """The first and the last sort key that are asked for."""
    low, high = "", LAST
    for _, operator, placeholders in wanted:
        found = [values[placeholder]["S"] for placeholder in placeholders]
        if operator == "begins_with":
            low, high = found[0], found[0] + LAST
        elif operator == "BETWEEN":
            low, high = found
        elif operator == "=":
            low = high = found[0]
        else:
            raise Unknown(operator)
    if after is None:
        return low, high
    # Keys hold no character below the first that can be typed: what comes just after one is it and the least of all.
    place = after["sk"]["S"]
    return (low, _before(place)) if newest_first else (place + "\x00", high)


def _before(place: str) -> str:
    return place[:-1] + chr(ord(place[-1]) - 1) + LAST


def _due(table: Table, index: str, wanted: Any, values: Asked, limit: int | None) -> list[Item]:
    if index != "due" or limit is None:
        raise Unknown(f"the index {index} is not simulated")
    (_, _, (shard,)), (_, operator, (until,)) = wanted
    if operator != "<=":
        raise Unknown(operator)
    return table.earliest(values[shard]["S"], int(values[until]["N"]), limit)


def _refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": code}}, "dynamodb")
