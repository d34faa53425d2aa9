"""A line's daily cap: what has no room today waits, says so, and goes tomorrow."""

from __future__ import annotations

from tests.harness.brand import GROUP, HANDSETS, LOCAL, REP1_LINE
from tests.harness.world import World

ORDER = {"line": REP1_LINE, "group": GROUP, "body": "Spring is here."}


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


def test_the_cap_is_the_lines_own_and_counts_segments(world: World) -> None:
    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 3})
    world.api("admin", "PATCH", f"/lines/{world.line(LOCAL)}", {"daily_cap": 1})
    world.api("rep1", "POST", "/broadcasts", ORDER | {"body": "Spring. " * 30})
    world.drain()
    assert got(world) == 1
