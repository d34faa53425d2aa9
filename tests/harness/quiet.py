"""Runs the schedule until nothing is left to do: time jumps from one thing that is due to the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import ceil
from random import Random

from infrastructure.functions import WORKERS
from tests.harness import aws
from tests.harness.commits import plain
from tests.harness.world import World

ROUNDS = 40
RECONCILE = timedelta(minutes=10)


def quiet(world: World, shuffle: Random | None = None, *, duplicate: bool = False) -> bool:
    """Whether it became quiet. The carrier tells of its texts no more: who asks hears that each was delivered.

    The schedule comes each minute, and absences end by it alone: where nothing is due it comes twice more, as a fault
    may hit one of these.
    """
    looked = False
    for _ in range(ROUNDS):
        world.drain(shuffle, duplicate=duplicate)
        world.carrier.settle()
        ahead = min(_ahead(world), default=None)
        if ahead is None and looked:
            return True
        looked = ahead is None
        if ahead is None:
            world.tick()
            world.tick()
            continue
        world.advance(max(ceil((ahead - world.now) / timedelta(minutes=1)), 1))
        if any(due <= world.now for due in _due()):
            world.tick()
        if _missed(world):
            world.reconcile()
    return False


def _ahead(world: World) -> Iterator[datetime]:
    """When something is to be done next."""
    yield from _due()
    yield from _jobs()
    if _missed(world):
        yield world.now + RECONCILE


def _due() -> Iterator[datetime]:
    for noun in ("conversations", "broadcasts"):
        for item in aws.items(noun):
            if "due_shard" in item:
                yield _moment(plain(item)["due"])


def _jobs() -> Iterator[datetime]:
    for worker in WORKERS:
        for job in aws.waiting(worker.queue) if worker.queue else ():
            yield _moment(max(job.visible_at, job.delayed_until) + 1)


def _missed(world: World) -> bool:
    """Whether the carrier lists a text that is neither stored nor waiting."""
    waiting = " ".join(job.body for job in aws.waiting("inbound"))
    return any(
        aws.item("conversations", f"sid#{text.provider_id}", "-") is None and text.provider_id not in waiting
        for text in world.carrier.received
        if text.to in world.lines
    )


def _moment(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def minutes(world: World, many: int) -> None:
    """So many minutes go by, in each of which all is done that waits, and the schedule looks."""
    for _ in range(many):
        world.drain()
        world.advance(1)
        world.tick()
    world.drain()
