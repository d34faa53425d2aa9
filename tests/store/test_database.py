"""What DynamoDB refuses in passing is asked again a few times; then the caller is told that the store is busy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from pynamodb.expressions.operand import Path

from chalicelib.core.errors import Busy
from chalicelib.core.threads import Folder
from chalicelib.store import keys, person_keys
from chalicelib.store.codec import Item, text
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.cursors import Cursors
from chalicelib.store.database import TRIES, Database
from chalicelib.store.expressions import ABSENT
from tests.harness.tables import ENDPOINT, REGION
from tests.store import given
from tests.store.given import NOW

ITEM: Item = {"pk": text("a"), "sk": text("b")}
Fault = Callable[[str, dict[str, Any]], tuple[Any, dict[str, Any]] | None]


class Line:
    """A database behind a bad line: `fault` sees each call first, and may answer in DynamoDB's place."""

    def __init__(self, tables: Mapping[str, str]) -> None:
        self.pauses: list[float] = []
        self.calls: list[str] = []
        self.fault: Fault = lambda *_: None
        self.database = Database(tables, region=REGION, host=ENDPOINT, pause=self.pauses.append)
        events: Any = self.database._connection.client.meta.events
        events.register("before-call.dynamodb", self._hear)

    def _hear(self, model: Any, params: dict[str, Any], **_: object) -> tuple[Any, dict[str, Any]] | None:
        self.calls.append(model.name)
        return self.fault(model.name, params)

    def fails(self, times: int, code: str, reasons: list[str] | None = None) -> None:
        left = [None] * times

        def fault(operation: str, _: dict[str, Any]) -> tuple[Any, dict[str, Any]] | None:
            if not left:
                return None
            left.pop()
            told: dict[str, Any] = {"Error": {"Code": code, "Message": ""}, "ResponseMetadata": {}}
            if reasons is not None:
                told["CancellationReasons"] = [{"Code": reason} for reason in reasons]
            return SimpleNamespace(status_code=400), told

        self.fault = fault


@pytest.fixture
def bad_line(tables: Mapping[str, str]) -> Line:
    return Line(tables)


@pytest.mark.parametrize(
    "code", ["ThrottlingException", "TransactionConflictException", "ProvisionedThroughputExceededException"]
)
def test_what_passes_is_asked_again(bad_line: Line, code: str) -> None:
    bad_line.fails(TRIES - 1, code)
    assert bad_line.database.put("team", ITEM, ABSENT)
    assert len(bad_line.pauses) == TRIES - 1


def test_what_does_not_pass_in_time_is_busy(bad_line: Line) -> None:
    bad_line.fails(TRIES, "ThrottlingException")
    with pytest.raises(Busy):
        bad_line.database.get("team", ("a", "b"))


def test_pauses_grow_and_stay_short(bad_line: Line) -> None:
    bad_line.fails(TRIES, "ThrottlingException")
    with pytest.raises(Busy):
        bad_line.database.delete("team", ("a", "b"))
    assert all(0.01 <= pause <= 0.4 for pause in bad_line.pauses)
    assert sum(bad_line.pauses[-2:]) > sum(bad_line.pauses[:2])


def test_a_store_that_does_not_answer_is_busy(bad_line: Line) -> None:
    def silent(*_: object) -> None:
        raise ReadTimeoutError(endpoint_url="")

    bad_line.fault = silent
    with pytest.raises(Busy):
        bad_line.database.get("team", ("a", "b"))
    assert len(bad_line.calls) == 1


def test_our_own_mistake_is_not_asked_again(bad_line: Line) -> None:
    bad_line.fails(1, "ValidationException")
    with pytest.raises(ClientError):
        bad_line.database.put("team", ITEM)
    bad_line.fails(1, "AccessDeniedException")
    with pytest.raises(ClientError):
        bad_line.database.update("team", ("a", "b"), [Path("x").set("y")], ABSENT)
    assert bad_line.pauses == []


def test_transactions_that_met_are_tried_again(bad_line: Line) -> None:
    bad_line.fails(2, "TransactionCanceledException", ["None", "TransactionConflict"])
    bad_line.database.transact([bad_line.database.putting("team", ITEM)])
    assert bad_line.database.get("team", ("a", "b")) == ITEM


def test_a_transaction_that_cannot_be_is_not_tried_again(bad_line: Line) -> None:
    bad_line.fails(9, "TransactionCanceledException", ["ValidationError", "None"])
    with pytest.raises(ClientError):
        bad_line.database.transact([bad_line.database.putting("team", ITEM)])
    assert len(bad_line.calls) == 1


def test_what_a_batch_left_out_is_read_again(bad_line: Line) -> None:
    bad_line.database.put("team", ITEM)
    left = [1]

    def first_nothing(operation: str, params: dict[str, Any]) -> tuple[Any, dict[str, Any]] | None:
        if operation != "BatchGetItem" or not left:
            return None
        left.pop()
        asked = {bad_line.database._names["team"]: {"Keys": [dict(ITEM)], "ConsistentRead": True}}
        return SimpleNamespace(status_code=200), {"Responses": {}, "UnprocessedKeys": asked}

    bad_line.fault = first_nothing
    assert bad_line.database.many([("team", ("a", "b")), ("team", ("a", "b"))]) == {("team", ("a", "b")): ITEM}
    assert len(bad_line.pauses) == 1


def test_a_batch_that_stays_unread_is_busy(bad_line: Line) -> None:
    asked = {bad_line.database._names["team"]: {"Keys": [dict(ITEM)]}}
    bad_line.fault = lambda *_: (SimpleNamespace(status_code=200), {"Responses": {}, "UnprocessedKeys": asked})
    with pytest.raises(Busy):
        bad_line.database.many([("team", ("a", "b"))])


def test_deletes_that_stay_undone_are_busy(bad_line: Line) -> None:
    left = {bad_line.database._names["team"]: [{"DeleteRequest": {"Key": dict(ITEM)}}]}
    bad_line.fault = lambda *_: (SimpleNamespace(status_code=200), {"UnprocessedItems": left})
    with pytest.raises(Busy):
        bad_line.database.delete_many("team", [("a", "b")])
    assert len(bad_line.calls) == TRIES


def test_an_inbound_text_costs_one_read_and_one_write(bad_line: Line) -> None:
    conversations = ConversationStore(bad_line.database, Cursors(b"key"))
    head = given.thread()
    conversations.load(line=head.line, contact=head.contact, own_phone=head.contact, with_contact=True)
    conversations.save(given.inbound(head), NOW)
    assert bad_line.calls == ["BatchGetItem", "TransactWriteItems"]


def test_a_page_costs_one_query_per_line(bad_line: Line) -> None:
    conversations = ConversationStore(bad_line.database, Cursors(b"key"))
    head = given.thread()
    conversations.list_threads([head.line], Folder.INBOX, None, None, None, 25)
    assert bad_line.calls == ["Query"]


def test_a_broadcasts_claim_costs_one_write(bad_line: Line) -> None:
    conversations = ConversationStore(bad_line.database, Cursors(b"key"))
    conversations.save(given.created(given.consenting()), NOW)
    bad_line.calls.clear()
    assert conversations.claim_broadcast(given.consenting().id, given.broadcast().id, given.REP, NOW)
    assert bad_line.calls == ["UpdateItem"]


def test_numbers_stand_in_no_key(bad_line: Line) -> None:
    head = given.thread()
    places = [
        keys.head(head.id),
        keys.standing(head.contact),
        keys.contact(head.contact),
        person_keys.own_phone(head.contact),
    ]
    assert not any("202555" in part for place in places for part in place)
