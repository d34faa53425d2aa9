"""A line's daily cap: what has no room today waits, says so, and goes tomorrow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.core.ids import BroadcastId
from chalicelib.flows.ports import ProviderBusy, ProviderRefused, ProviderUnclear
from tests.harness.brand import GROUP, HANDSETS, LOCAL, REP1_LINE
from tests.harness.quiet import minutes
from tests.harness.wire import Call, Effect
from tests.harness.world import World

ORDER = {"line": REP1_LINE, "group": GROUP, "body": "Spring is here."}


def capped(world: World) -> BroadcastId:
    """A broadcast to five whose line has sent three segments, and so all of its day; its id."""
    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 3})
    broadcast: BroadcastId = world.api("rep1", "POST", "/broadcasts", ORDER).json["id"]
    minutes(world, 10)
    return broadcast


def got(world: World) -> int:
    return sum(len(world.carrier.got(phone)) for phone in HANDSETS)


def test_who_has_no_room_today_waits_until_midnight_and_goes_when_the_day_allows(world: World) -> None:
    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 3})
    broadcast = world.api("rep1", "POST", "/broadcasts", ORDER).json["id"]
    world.drain()
    assert got(world) == 3
    rows = world.api("rep1", "GET", f"/broadcasts/{broadcast}/recipients").json["items"]
    waiting = [row for row in rows if row["code"]]
    assert {(row["status"], row["code"], row["rule"], row["until"]) for row in waiting} == {
        ("queued", "daily_cap", "LN-6", "2026-03-03T05:00:00Z")
    }
    assert len(waiting) == 2
    world.advance(60)
    world.tick()
    world.drain()
    assert got(world) == 3
    world.advance(24 * 60)
    world.tick()
    world.drain()
    assert got(world) == 5


@pytest.mark.parametrize("cap", [10, None])
def test_who_waits_for_the_next_day_goes_today_once_the_cap_is_raised(world: World, cap: int | None) -> None:
    capped(world)
    assert got(world) == 3
    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": cap})
    minutes(world, 2)
    assert got(world) == 5


def test_a_lowered_cap_brings_nothing_forward(world: World) -> None:
    capped(world)
    looked: list[str] = []

    def watched(call: Call, effect: Effect) -> Any:
        looked.append(call.name)
        return effect()

    with world.around(watched):
        world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 2})
        world.drain()
    assert looked.count("sqs.SendMessageBatch") == 0
    minutes(world, 2)
    assert got(world) == 3


def test_who_is_put_off_by_the_old_cap_just_after_it_was_raised_goes_all_the_same(world: World) -> None:
    """A worker that had read the line before."""
    broadcast = capped(world)
    midnight = datetime(2026, 3, 3, 5, tzinfo=UTC)
    (late,) = world.wiring.broadcasts.work(broadcast, midnight, 9)
    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 10})
    world.drain()
    (moved,) = world.wiring.broadcasts.work(broadcast, midnight, 9)
    assert (late.due, moved.due) == (midnight, world.wiring.broadcasts.work(broadcast, world.now, 9)[0].due)
    world.wiring.broadcasts.replace_work([moved], [late])
    minutes(world, 2)
    assert got(world) == 3
    minutes(world, 4)
    assert got(world) == 5


def test_who_waits_for_the_morning_is_left_in_peace_when_the_cap_is_raised(world: World) -> None:
    broadcast = capped(world)
    (waiting,) = world.wiring.broadcasts.work(broadcast, datetime(2026, 3, 3, 5, tzinfo=UTC), 9)
    later = world.now + timedelta(hours=3)
    morning = replace(waiting, id="morning", due=later)
    world.wiring.broadcasts.add_work([morning])
    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 10})
    minutes(world, 6)
    assert morning in world.wiring.broadcasts.work(broadcast, later, 9)


def test_a_paused_broadcast_stays_so_when_the_cap_is_raised_and_goes_on_when_it_is_resumed(world: World) -> None:
    broadcast = capped(world)
    world.api("rep1", "POST", f"/broadcasts/{broadcast}/pause")
    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": None})
    minutes(world, 2)
    assert got(world) == 3
    world.api("rep1", "POST", f"/broadcasts/{broadcast}/resume")
    minutes(world, 2)
    assert got(world) == 5


def test_the_cap_is_the_lines_own_and_counts_segments(world: World) -> None:
    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 3})
    world.api("admin", "PATCH", f"/lines/{world.line(LOCAL)}", {"daily_cap": 1})
    world.api("rep1", "POST", "/broadcasts", ORDER | {"body": "Spring. " * 30})
    world.drain()
    assert got(world) == 1


@pytest.mark.parametrize("answer", [ProviderBusy("429"), ProviderUnclear("503"), ProviderRefused(20429, "slow")])
def test_what_a_provider_does_not_take_uses_up_none_of_the_day(world: World, answer: Exception) -> None:
    """A few minutes of an outage would else cost everybody the rest of the day."""
    tried: list[str] = []

    def outage(call: Call, effect: Effect) -> Any:
        if call.name != "provider.send":
            return effect()
        tried.append(call.name)
        raise answer

    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 10})
    with world.around(outage):
        world.api("rep1", "POST", "/broadcasts", ORDER)
        minutes(world, 6)
    assert len(tried) >= len(HANDSETS)
    assert got(world) == 0
    minutes(world, 13)
    assert got(world) == len(HANDSETS)
    assert spent(world) <= 10


def test_the_room_of_a_text_that_may_have_gone_is_kept(world: World) -> None:
    """Whether the provider took it shows when it is asked; until then nobody else may have its place."""

    def unclear(call: Call, effect: Effect) -> Any:
        answer = effect()
        if call.name == "provider.send":
            raise ProviderUnclear("timeout")
        return answer

    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 3})
    with world.around(unclear):
        world.api("rep1", "POST", "/broadcasts", ORDER)
        world.drain()
        assert spent(world) == 3
    minutes(world, 15)
    assert (got(world), spent(world)) == (3, 3)


def spent(world: World) -> int:
    return world.wiring.conversations.spent(world.line(REP1_LINE), "2026-03-02")
