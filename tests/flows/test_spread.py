"""What may grow until it goes, or goes fast, is spread over many partitions from the beginning (T6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.broadcasts import WIDE, spread
from tests.harness.brand import GROUP, REP1_LINE
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good

EVERYBODY = {"not": {"field": "tag", "op": "is", "value": "vip"}}


def live(world: World) -> str:
    return str(good(world.api("rep1", "POST", "/groups", {"name": "All", "rule": EVERYBODY}), 201)["id"])


def made(world: World, group: str, **more: Any) -> str:
    order = {"line": REP1_LINE, "group": group, "body": "Hi", **more}
    return str(good(world.api("rep1", "POST", "/broadcasts", order), 202)["id"])


def later(world: World) -> dict[str, str]:
    return {"send_at": (world.now + timedelta(hours=1)).isoformat()}


def test_a_scheduled_one_to_a_live_group_is_spread(world: World) -> None:
    """Nobody knows how many its rule fits when it goes."""
    group = live(world)
    assert spread(made(world, group, **later(world))) == WIDE
    assert spread(made(world, GROUP, groups=[group], **later(world))) == WIDE


def test_a_small_one_that_begins_now_or_goes_to_a_list_is_not(world: World) -> None:
    group = live(world)
    assert [spread(made(world, one)) for one in (group, GROUP)] == [1, 1]
    assert spread(made(world, GROUP, **later(world))) == 1


def test_one_that_only_leaves_out_a_live_group_is_not(world: World) -> None:
    assert spread(made(world, GROUP, exclude={"groups": [live(world)]}, **later(world))) == 1


@pytest.mark.parametrize(("rate", "partitions"), [(30, 1), (31, WIDE)])
def test_one_of_a_fast_line_is_spread_however_small(world: World, rate: int, partitions: int) -> None:
    line = next(one for one in world.wiring.team.lines() if one.number == REP1_LINE)
    world.wiring.team.put_line(replace(line, rate=rate))
    broadcast = made(world, GROUP)
    assert spread(broadcast) == partitions
    assert quiet(world)
    told = good(world.api("rep1", "GET", f"/broadcasts/{broadcast}"))
    assert (told["stage"], told["progress"]["delivered"]) == ("done", 5)
