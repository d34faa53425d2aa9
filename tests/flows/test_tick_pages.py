"""Of what is due in one minute nothing waits for the next: the schedule takes page after page, each kind in turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import repeat

import pytest

from chalicelib.core.changes import Changes
from chalicelib.core.effects import Effect, Queue
from chalicelib.core.errors import Busy
from chalicelib.flows import snoozes, tick
from infrastructure.functions import WORKERS
from tests.harness import aws
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE, SHARED
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.failing import failing

PAGE = 4
MANY = 2 * PAGE + 3
"""More than two pages."""


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tick, "AT_ONCE", PAGE)
    monkeypatch.setattr(snoozes, "AT_ONCE", PAGE)


@pytest.fixture
def due(world: World) -> World:
    """Texts, effects and broadcasts whose time has come: many of each."""
    path = f"/threads/{world.thread(REP1_LINE, HANDSETS[0])}/messages"
    good(world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": HANDSETS[0], "body": "Hi"}), 201)
    world.drain()
    at = (world.now + timedelta(minutes=2)).isoformat()
    for place in range(MANY):
        said = {"line": REP1_LINE, "group": GROUP, "body": f"News {place}", "send_at": at}
        good(world.api("rep1", "POST", "/broadcasts", said), 202)
    with failing(world, Busy("queue_busy", "Full."), "queues"):
        for place in range(MANY):
            good(world.api("rep1", "POST", path, {"body": f"Text {place}"}), 201)
    later = [Effect(f"e{place}", Queue.OPT_IN, {"kind": "none"}, stored=True) for place in range(MANY)]
    world.wiring.conversations.save(Changes(effects=tuple(later)), world.now)
    world.advance(3)
    return world


def taken(*queues: str) -> list[int]:
    return [len(aws.waiting(queue)) for queue in queues]


def test_all_that_is_due_is_taken_in_one_minute(due: World) -> None:
    due.tick()
    assert taken("deliver", "opt_in", "fan_out") == [MANY] * 3


def test_while_there_is_time_and_each_kind_in_turn(due: World) -> None:
    def clock() -> Iterator[datetime]:
        yield from [due.now, due.now + tick.LONGEST - timedelta(seconds=1)]
        yield from repeat(due.now + tick.LONGEST)

    moments = clock()
    tick.tick(due.wiring, due.now, lambda: next(moments))
    assert taken("deliver", "opt_in", "fan_out") == [2 * PAGE, 2 * PAGE, PAGE]
    due.advance(1)
    due.tick()
    assert taken("deliver") == [MANY], "the rest of the texts"


def test_a_page_that_is_not_full_is_the_last_one(world: World) -> None:
    def clock() -> datetime:
        raise AssertionError("there was nothing more to take")

    tick.tick(world.wiring, world.now, clock)


def test_all_threads_whose_time_has_come_are_brought_back(world: World) -> None:
    phones = [f"+1202555017{place}" for place in range(PAGE)] + [*HANDSETS]
    assert len(phones) > 2 * PAGE
    until = (world.now + timedelta(minutes=1)).isoformat()
    for phone in phones:
        assert world.handset_texts(phone, SHARED, "Hello").ok
        good(world.api("rep2", "PATCH", f"/threads/{world.thread(SHARED, phone)}", {"snooze": until}))
    world.advance(2)
    world.tick()
    assert good(world.api("rep2", "GET", "/threads?folder=snoozed"))["items"] == []


def test_the_last_page_has_time_enough() -> None:
    (worker,) = (worker for worker in WORKERS if worker.name == "tick")
    assert worker.timeout - tick.LONGEST.total_seconds() >= 25
