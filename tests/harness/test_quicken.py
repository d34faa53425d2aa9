"""What makes the harness fast changes nothing of what it finds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.serialize import JSONSerializer
from moto.dynamodb.models.table import Table

from tests.harness import aws, brand, opt_in_stories, stories
from tests.harness.branches import branched
from tests.harness.faults import Injector, Mode
from tests.harness.plans import READS
from tests.harness.quicken import quicken
from tests.harness.sweep import plans, run, singly, undisturbed
from tests.harness.teller import Scenario
from tests.harness.world import World

STOPPED = Scenario(opt_in_stories.stopped_before_told, brand.form, faults_in=("deliver",))


def test_faults_in_children_come_to_the_same_as_each_by_itself() -> None:
    tried = plans(STOPPED)[::2]
    outcomes = singly(STOPPED, tried)
    assert len(outcomes) == len(tried) > 3
    for plan in tried:
        ((place, mode),) = plan.items()
        assert outcomes[place, mode] == run(STOPPED, plan)
        assert outcomes[place, mode].fired == 1
    assert run(STOPPED) == undisturbed(STOPPED), "nothing of a child is left in its parent"


def test_what_a_child_raises_is_raised_by_its_parent() -> None:
    def play(injector: Injector) -> None:
        with World() as world, world.around(injector):
            world.api("rep1", "GET", "/lines")
        if injector.fired:
            raise LookupError("a fault of the harness")

    with pytest.raises(LookupError, match="a fault of the harness"):
        branched({1: [Mode.CRASH_BEFORE]}, play)


@pytest.fixture
def running() -> Iterator[None]:
    with aws.running():
        yield


@pytest.mark.usefixtures("running")
def test_straight_answers_are_those_of_moto(monkeypatch: pytest.MonkeyPatch) -> None:
    quick: Any = BotocoreStubber.process_request
    seen: Counter[str] = Counter()

    def both(stubber: BotocoreStubber, request: AWSPreparedRequest) -> Any:
        operation = operation_of(request)
        if operation not in READS:
            return quick(stubber, request)
        ours, theirs = quick(stubber, request), quick.__wrapped__(stubber, request)
        assert (ours[0], json.loads(ours[2])) == (theirs[0], json.loads(theirs[2]))
        seen[operation] += 1
        return ours

    monkeypatch.setattr(BotocoreStubber, "process_request", both)
    assert run(Scenario(stories.reading, brand.trio)).violations == []
    assert {"GetItem", "Query", "BatchGetItem"} <= {name for name, times in seen.items() if times > 5}


@pytest.mark.usefixtures("running")
def test_a_straight_refusal_is_that_of_moto() -> None:
    body = {"TableName": aws.TABLES["team"], "Key": {"pk": {"S": "nobody"}, "sk": {"S": "-"}}}
    change = {"UpdateExpression": "SET a = :a", "ExpressionAttributeValues": {":a": {"S": "a"}}}
    asked = json.dumps({**body, **change, "ConditionExpression": "attribute_exists(pk)"})
    headers: Any = {"X-Amz-Target": "DynamoDB_20120810.UpdateItem", "Content-Type": "application/x-amz-json-1.0"}
    url = f"https://dynamodb.{aws.REGION}.amazonaws.com/"
    request: Any = AWSPreparedRequest("POST", url, headers, asked, stream_output=False)
    quick: Any = BotocoreStubber.process_request
    stubber = BotocoreStubber()
    ours, theirs = quick(stubber, request), quick.__wrapped__(stubber, request)
    assert ours[0] == theirs[0] == 400
    assert json.loads(ours[2]) == json.loads(theirs[2])
    assert "ConditionalCheckFailed" in ours[2]


def operation_of(request: AWSPreparedRequest) -> str:
    target = request.headers.get("X-Amz-Target", "")
    return str(target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]


def test_quick_queries_and_answers_are_those_of_moto(monkeypatch: pytest.MonkeyPatch) -> None:
    quicken()
    quick_query: Any = Table.query
    quick_structure: Any = JSONSerializer._serialize_type_structure
    seen = {"queries": 0, "found": 0, "values": 0}

    def query(table: Table, *args: Any, **options: Any) -> Any:
        found = quick_query(table, *args, **options)
        assert found == quick_query.__wrapped__(table, *args, **options)
        seen["queries"] += 1
        seen["found"] += len(found[0])
        return found

    def structure(serializer: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
        if shape.name == "AttributeValue":
            ours, theirs = {}, {}  # type: ignore[var-annotated]
            quick_structure(serializer, ours, value, shape, key)
            quick_structure.__wrapped__(serializer, theirs, value, shape, key)
            assert ours == theirs
            seen["values"] += 1
        quick_structure(serializer, serialized, value, shape, key)

    monkeypatch.setattr(Table, "query", query)
    monkeypatch.setattr(JSONSerializer, "_serialize_type_structure", structure)
    assert run(Scenario(stories.reading, brand.trio)).violations == []
    assert min(seen.values()) > 50, seen
