"""Texts of a broadcast whose callbacks never come: the provider is asked, also where what was to ask got lost (O3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib.core.errors import Busy
from chalicelib.flows.running import RECEIPTS_UNTIL
from tests.harness import brand
from tests.harness.commits import plain
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.failing import failing

FULL = Busy("queue_busy", "Full.")
QUARTER = timedelta(minutes=15)
ORDER = {"line": brand.SHARED, "group": brand.SOLO, "body": "Hi"}
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@pytest.fixture
def world_of_one() -> Iterator[World]:
    with World(brand.solo) as world:
        yield world


def goes_out(world: World) -> None:
    """Its one text is with the provider; that it is done nobody has noted yet.

    How many get what comes again nobody knows before, so it is counted in parts, as a large one is.
    """
    when = {"send_at": (world.now + timedelta(minutes=10)).isoformat(), "repeat": {"weekdays": DAYS, "count": 1}}
    good(world.api("rep2", "POST", "/broadcasts", ORDER | when), 202)
    while not world.carrier.got(brand.HANDSETS[0]):
        world.tick()
        world.drain()
        world.advance(1)


def minute(world: World) -> None:
    world.advance(1)
    world.tick()
    world.drain()


def fate(world: World) -> str:
    (row,) = (item for item in map(plain, world.items("broadcasts")) if item["sk"].startswith("r#"))
    return str(row["status"])


def due(world: World) -> int:
    return sum("due_shard" in item for item in world.items("broadcasts"))


def test_one_whose_last_count_was_lost_is_asked_about_nevertheless(world_of_one: World) -> None:
    """What was counted earlier says that its text has yet to go, and nobody would wait for that one's receipt."""
    goes_out(world_of_one)
    with failing(world_of_one, FULL, "queues"):
        minute(world_of_one)
    assert quiet(world_of_one)
    assert fate(world_of_one) == "delivered"


def test_one_that_could_not_be_asked_about_for_days_is_asked_about_at_last(world_of_one: World) -> None:
    goes_out(world_of_one)
    minute(world_of_one)
    with failing(world_of_one, FULL, "queues"):
        for _ in range(RECEIPTS_UNTIL // QUARTER):
            world_of_one.advance(15)
            world_of_one.tick()
    assert quiet(world_of_one)
    assert fate(world_of_one) == "delivered"


def test_one_of_which_the_provider_tells_nothing_is_asked_about_no_more_after_days(world_of_one: World) -> None:
    goes_out(world_of_one)
    for _ in range(RECEIPTS_UNTIL // QUARTER):
        world_of_one.advance(14)
        minute(world_of_one)
    assert (fate(world_of_one), due(world_of_one)) == ("accepted", 1)
    for _ in range(4):
        world_of_one.advance(7 * 24 * 60)
        minute(world_of_one)
    assert (fate(world_of_one), due(world_of_one)) == ("accepted", 0)
