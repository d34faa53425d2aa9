"""What makes the harness fast changes nothing of what it finds."""

from __future__ import annotations

from typing import Any

import pytest
from moto.core.serialize import JSONSerializer
from moto.dynamodb.models.table import Table

from tests.harness import brand, opt_in_stories, stories
from tests.harness.branches import branched
from tests.harness.faults import Injector, Mode
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
