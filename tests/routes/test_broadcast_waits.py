"""A broadcast that does not go now tells why: its line, its line's day, its contacts' state, or the hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core import broadcasts
from chalicelib.core.lines import Verification
from chalicelib.core.resting import WAITS
from tests.harness import night_stories as nights
from tests.harness.brand import GROUP, REP1_LINE, SHARED
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good

ORDER = {"line": REP1_LINE, "group": GROUP, "body": "Hi"}


@pytest.fixture
def country() -> Iterator[World]:
    with World(nights.country) as world:
        yield world


def begun(world: World, order: dict[str, Any], caller: str = "rep1") -> str:
    made = good(world.api(caller, "POST", "/broadcasts", order), 202)
    world.drain()
    return f"/broadcasts/{made['id']}"


def shown(world: World, path: str, caller: str = "rep1") -> dict[str, Any]:
    found: dict[str, Any] = good(world.api(caller, "GET", path))
    return found


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"verification": Verification.PENDING}, "Carriers have not verified this line yet (pending)."),
        ({"held": "Carriers block it."}, "This line is held: Carriers block it."),
    ],
)
def test_a_line_that_sends_nothing_is_told(world: World, wish: dict[str, Any], words: str) -> None:
    line = next(one for one in world.wiring.team.lines() if one.number == REP1_LINE)
    world.wiring.team.put_line(replace(line, **wish))
    path = begun(world, ORDER)
    told = shown(world, path)
    assert (told["stage"], told["progress"]["queued"], told["waiting_by"]) == ("running", 5, [])
    assert told["held"].startswith(words)
    assert good(world.api("rep1", "GET", "/broadcasts"))["items"][0]["held"] == told["held"]
    world.wiring.team.put_line(line)
    assert shown(world, path)["held"] is None


def test_a_line_that_rests_is_told_while_it_goes(world: World) -> None:
    line = next(one for one in world.wiring.team.lines() if one.number == REP1_LINE)
    world.wiring.team.put_line(replace(line, rests=world.now + timedelta(minutes=30)))
    path = begun(world, ORDER)
    told = shown(world, path)
    assert (told["stage"], told["held"]) == ("running", WAITS)
    assert good(world.api("rep1", "GET", "/broadcasts"))["items"][0]["held"] == WAITS
    world.advance(30)
    assert shown(world, path)["held"] is None


def test_one_that_goes_when_its_line_rests_no_more_waits_for_no_line(world: World) -> None:
    line = next(one for one in world.wiring.team.lines() if one.number == REP1_LINE)
    world.wiring.team.put_line(replace(line, rests=world.now + timedelta(minutes=30)))
    path = begun(world, ORDER | {"send_at": (world.now + timedelta(hours=2)).isoformat()})
    assert (shown(world, path)["stage"], shown(world, path)["held"]) == ("scheduled", None)
    world.wiring.team.put_line(replace(line, held="Carriers block it."))
    assert shown(world, path)["held"] is not None


def test_what_is_over_waits_for_no_line(world: World) -> None:
    path = begun(world, ORDER)
    assert quiet(world)
    line = next(one for one in world.wiring.team.lines() if one.number == REP1_LINE)
    world.wiring.team.put_line(replace(line, held="Carriers block it."))
    assert (shown(world, path)["stage"], shown(world, path)["held"]) == ("done", None)


def test_the_lines_cap_is_told_apart_from_the_hour(world: World) -> None:
    world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": 3})
    path = begun(world, ORDER)
    (why,) = shown(world, path)["waiting_by"]
    reason = "This line has reached its cap of 3 segments for today. The rest goes by itself."
    midnight = "2026-03-03T05:00:00Z"
    assert why == {"code": "daily_cap", "rule": "LN-6", "reason": reason, "until": midnight, "recipients": 2}
    assert shown(world, path)["next_at"] == midnight
    stopped = good(world.api("rep1", "POST", f"{path}/cancel"))
    assert (stopped["stage"], stopped["waiting_by"], stopped["next_at"]) == ("cancelled", [], None)


@pytest.mark.parametrize("wide", [False, True])
def test_the_hour_and_the_states_cap_are_told_by_reason(
    country: World, monkeypatch: pytest.MonkeyPatch, wide: bool
) -> None:
    """Of a large one too, of which only counts tell."""
    if wide:
        monkeypatch.setattr(broadcasts, "WIDE_FROM", 2)
    country.advance(2 * 60)
    for number in range(3):
        begun(country, {"line": SHARED, "contacts": [nights.FLORIDAN], "body": f"Offer {number}"}, "rep2")
        country.advance(15)
    path = begun(country, nights.TO_ALL, "rep2")
    (why,) = shown(country, path, "rep2")["waiting_by"]
    assert (why["code"], why["rule"], why["recipients"]) == ("daily_cap", "CN-10", 1)
    country.advance(12 * 60)
    path = begun(country, nights.TO_ALL | {"body": "Summer is here."}, "rep2")
    (why,) = shown(country, path, "rep2")["waiting_by"]
    assert (why["code"], why["rule"], why["recipients"]) == ("quiet_hours", "CN-10", 4)


def test_its_end_is_told_from_the_moment_on(country: World) -> None:
    """Before the schedule looked."""
    country.advance(12 * 60)
    end = country.now + timedelta(hours=12)
    path = begun(country, nights.TO_ALL | {"not_after": end.isoformat()}, "rep2")
    country.advance(12 * 60 - 1)
    assert shown(country, path, "rep2")["stage"] == "running"
    country.advance(1)
    told = shown(country, path, "rep2")
    assert (told["stage"], told["waiting_by"], told["next_at"]) == ("expired", [], None)
    assert good(country.api("rep2", "GET", "/broadcasts"))["items"][0]["stage"] == "expired"
