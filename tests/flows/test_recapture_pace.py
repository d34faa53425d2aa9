"""Recaptures and broadcasts of a line share its time: together they keep to its rate (O6, LN-7)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from chalicelib.core import pacing
from chalicelib.core.lines import Line
from chalicelib.flows import feed
from tests.harness import brand
from tests.harness.check import check_all
from tests.harness.wire import Call, Effect
from tests.harness.world import World
from tests.routes.answers import good

NEW = "+18885550142"
TAKEN = timedelta(seconds=40)
"""So long the line's time is promised to others."""
QUESTION = 2
"""Segments of the question."""


def renewed(world: World) -> Line:
    path = f"/lines/{world.line(brand.SHARED)}/number"
    good(world.api("admin", "POST", path, {"number": NEW, "verification": "verified"}), 201)
    good(world.api("admin", "POST", f"/lines/{world.line(NEW)}/recapture"), 202)
    line = world.wiring.team.line(world.line(NEW))
    assert line is not None
    return line


def until(world: World, line: Line) -> datetime | None:
    return world.wiring.broadcasts.pace(line.id).until


def asked(world: World, minutes: float) -> int:
    """How many have got the question by then."""
    world.advance(minutes)
    world.drain()
    return sum(len(world.carrier.got(handset)) for handset in brand.HANDSETS)


def test_questions_go_behind_what_the_lines_time_is_promised_to(world: World) -> None:
    line = renewed(world)
    assert world.wiring.broadcasts.promise(line.id, None, world.now + TAKEN, {})
    assert asked(world, 0) == 0
    assert asked(world, TAKEN.seconds / 60 - 0.05) == 0
    assert asked(world, 0.2) == len(brand.HANDSETS)


def test_their_time_is_given_to_no_broadcast(world: World) -> None:
    line = renewed(world)
    world.work("recapture")
    taken = until(world, line)
    assert taken == pytest.approx(
        world.now + pacing.takes(QUESTION * len(brand.HANDSETS), line.rate), abs=timedelta(seconds=0.1)
    )
    assert feed.reserve(world.wiring, line, 1, world.now) == taken


def test_of_two_who_want_the_same_time_both_get_some(world: World) -> None:
    """Another promises it between this one's look and its word."""
    line = renewed(world)
    raced: list[datetime] = []

    def racing(call: Call, effect: Effect) -> object:
        answer = effect()
        if call.name.endswith("GetItem") and not raced:
            raced.append(world.now)
            assert world.wiring.broadcasts.promise(line.id, None, world.now + TAKEN, {})
        return answer

    with world.around(racing):
        assert feed.reserve(world.wiring, line, QUESTION, world.now) == world.now + TAKEN


def test_nobody_left_to_ask_takes_no_time(world: World) -> None:
    for handset in brand.HANDSETS:
        world.handset_texts(handset, brand.SHARED, "STOP")
    line = renewed(world)
    world.work("recapture")
    assert until(world, line) is None
    assert check_all(world) == []
