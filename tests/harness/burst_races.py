"""Racing pairs where a burst ends: its catch-up, and what falls into it at that very moment (A4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib.core.bursts import BURST
from chalicelib.core.ids import PersonId, ThreadId
from tests.harness import aws, brand, schedule
from tests.harness.interleave import Race, Task
from tests.harness.world import World

HANDSET = brand.HANDSETS[0]
JUST = timedelta(milliseconds=3)
"""So long before a burst ends a job begins that finds it on; each call takes one, so it ends while that works."""


def catch_up_and_text(world: World) -> Sequence[Task]:
    """The job of a third text finds the burst on; its catch-up, of the second text, is just being told."""
    _fallen_in(world)
    return [_working(world), _catching_up(world)]


def catch_up_and_answer(world: World) -> Sequence[Task]:
    _burst(world)
    path = f"/threads/{world.thread(brand.REP1_LINE, HANDSET)}/messages"
    world.advance(seconds=BURST.total_seconds())
    return [_catching_up(world), lambda: world.api("rep1", "POST", path, {"body": "It is."}, key="answer")]


def one_catch_up_twice(world: World) -> Sequence[Task]:
    _burst(world)
    world.advance(seconds=BURST.total_seconds())
    return [_catching_up(world)] * 2


RACES = (
    Race(catch_up_and_text),
    Race(catch_up_and_answer),
    Race(one_catch_up_twice),
)


def _fallen_in(world: World) -> None:
    """A third text comes, and it is the last moment of the burst."""
    ends = _burst(world) + BURST
    world.advance(seconds=(ends - timedelta(seconds=1) - world.now).total_seconds())
    world.handset_texts(HANDSET, brand.REP1_LINE, "In green?")
    world.advance(seconds=(ends - JUST - world.now).total_seconds())


def _burst(world: World) -> datetime:
    """One text is told, and another has fallen into its burst; when that began."""
    world.handset_texts(HANDSET, brand.REP1_LINE, "Is it still there?")
    world.work("alert")
    begun = world.wiring.conversations.burst(PersonId("rep1"), ThreadId(world.thread(brand.REP1_LINE, HANDSET)))
    world.advance(minutes=1)
    world.handset_texts(HANDSET, brand.REP1_LINE, "Size 42?")
    world.work("alert")
    world.drain()
    if begun is None:
        raise LookupError("nobody was told")
    return begun.began


def _working(world: World) -> Task:
    """The worker with the job that waits now."""
    event = schedule.event_of("alert", aws.receive("alert", 1))
    return lambda: schedule.invoke("alert", event)


def _catching_up(world: World) -> Task:
    """The schedule finds the catch-up due, and the worker has its job."""

    def catch_up() -> None:
        world.tick()
        for job in aws.receive("alert", 10):
            schedule.invoke("alert", schedule.event_of("alert", [job]))

    return catch_up
