"""The simulated DynamoDB is one: what the product does on it, and on moto's, leaves the same and costs the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from chalicelib.store.codec import Item
from tests.harness import aws
from tests.harness.commits import plain
from tests.harness.metering import Meter
from tests.harness.recorder import UnknownCall
from tests.harness.wire import Call, Effect
from tests.harness.world import World
from tests.simulation.bill import Bill
from tests.simulation.people import Crowd, Post, posts
from tests.simulation.people import rows as rows_of
from tests.simulation.play import BEGIN, Game
from tests.simulation.run import go, set_up
from tests.simulation.timeline import Timeline

Items = dict[tuple[str, str, str], dict[str, Any]]
TABLES = ("conversations", "contacts", "broadcasts", "team")
RANDOM = frozenset({"mark"})
"""What the store makes up by chance."""


@pytest.mark.parametrize(
    "lines", [posts(2, 20, 20), pytest.param(posts(0, 0, 1010), marks=pytest.mark.sweep)], ids=["small", "wide"]
)
def test_it_ends_alike_and_costs_alike(lines: list[Post], tmp_path: Path) -> None:
    dynamo, game = set_up(tmp_path, lines)
    go(game)
    simulated = _by_key({noun: dynamo.tables[noun].all() for noun in TABLES})
    dynamo.close()
    real, meter, calls = _on_moto(lines)
    assert simulated == real
    assert Counter(game.bill.calls) == calls
    assert (game.bill.writes, game.bill.reads, game.bill.queue) == (meter.writes, meter.reads, meter.queue)
    assert set(game.carrier.copies) == {1}


def _on_moto(lines: list[Post]) -> tuple[Items, Meter, Counter[str]]:
    with World(guarded=False) as world:
        for noun in TABLES:
            aws._table(noun).items.clear()
        game = Game(lines, Crowd(lines[-1].ends), world.wiring._database, Bill(), Timeline(BEGIN), _due)
        for post in lines:
            for noun, item in rows_of(game.crowd, post, game.ids, BEGIN):
                game.database.put(noun, item)  # type: ignore[arg-type]
        meter, calls = Meter(), Counter[str]()

        def counted(call: Call, effect: Effect) -> Any:
            if call.name.endswith(".Scan"):
                raise UnknownCall(call.name)
            calls[call.name] += call.aws
            answer = meter(call, effect)
            # How long a count takes is told by what it reads.
            game.bill.reads = meter.reads
            return answer

        go(game, counted)
        return _by_key({noun: aws.items(noun) for noun in TABLES}), meter, +calls


def _by_key(tables: Mapping[str, Iterable[Item]]) -> Items:
    return {
        (noun, item["pk"]["S"], item["sk"]["S"]): _told(plain(item)) for noun, items in tables.items() for item in items
    }


def _due() -> bool:
    return any("due_shard" in item for item in aws.items("broadcasts"))


def _told(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in RANDOM}
