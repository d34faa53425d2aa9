"""A broadcast at a time of day wherever each contact is: each at its moment, once, as the preview told (SD-7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.core import broadcasts
from chalicelib.core.ids import BroadcastId
from chalicelib.core.tallies import Tally
from tests.harness.brand import HANDSETS, SHARED
from tests.harness.night_stories import ALABAMIAN, COUNTRY, FLORIDAN, WESTERNER, country
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA = HANDSETS[0]
ORDER = {"line": SHARED, "group": COUNTRY, "body": "Good morning", "send_at_local": "2026-03-03T09:30"}
"""Tuesday. Worlds begin on Monday, 10:00 in the east."""
EAST, CENTRAL, WEST = (datetime(2026, 3, 3, hour, 30, tzinfo=UTC) for hour in (14, 15, 17))
AT = {ADA: EAST, FLORIDAN: EAST, ALABAMIAN: CENTRAL, WESTERNER: WEST}


@pytest.fixture
def world() -> Iterator[World]:
    with World(country) as built:
        yield built


def made(world: World, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep2", "POST", "/broadcasts", ORDER | more, world.key()), 202)
    return found


def look(world: World) -> None:
    world.tick()
    world.drain()


def to(world: World, moment: datetime) -> None:
    world.advance(seconds=(moment - world.now).total_seconds())


def got(world: World) -> set[str]:
    return {phone for phone in AT if world.carrier.got(phone)}


def test_each_gets_it_at_its_own_moment_and_once(world: World) -> None:
    made(world)
    for moment in sorted({*AT.values()}):
        to(world, moment - timedelta(minutes=1))
        look(world)
        assert got(world) == {phone for phone, at in AT.items() if at < moment}
        to(world, moment + timedelta(minutes=1))
        look(world)
        look(world)
        assert got(world) == {phone for phone, at in AT.items() if at <= moment}
    assert quiet(world)
    assert [world.carrier.got(phone) for phone in AT] == [["Good morning"]] * 4


def test_the_preview_tells_the_waves_and_the_list_keeps_them(world: World) -> None:
    seen = good(world.api("rep2", "POST", "/broadcasts/preview", ORDER))
    waves = [(wave["until"], wave["zone"], wave["code"], wave["recipients"]) for wave in seen["waits"]]
    assert waves == [
        ("2026-03-03T14:30:00Z", "America/New_York", "local_time", 2),
        ("2026-03-03T15:30:00Z", "America/Chicago", "local_time", 1),
        ("2026-03-03T17:30:00Z", "America/Los_Angeles", "local_time", 1),
    ]
    broadcast = made(world)
    assert (broadcast["stage"], broadcast["send_at_local"]) == ("scheduled", "2026-03-03T09:30")
    to(world, EAST - timedelta(hours=2))
    look(world)
    rows = good(world.api("rep2", "GET", f"/broadcasts/{broadcast['id']}/recipients"))["items"]
    assert sorted(row["until"] for row in rows) == sorted(at.strftime("%Y-%m-%dT%H:%M:%SZ") for at in AT.values())
    assert {row["code"] for row in rows} == {"local_time"}
    told = good(world.api("rep2", "GET", f"/broadcasts/{broadcast['id']}"))
    assert (told["progress"]["waiting"], told["next_at"]) == (4, "2026-03-03T14:30:00Z")


def test_a_stop_a_pause_and_a_cancel_bite_before_the_moment(world: World) -> None:
    broadcast = made(world)
    to(world, EAST - timedelta(hours=1))
    look(world)
    world.handset_texts(ALABAMIAN, SHARED, "STOP")
    world.drain()
    assert world.steer("rep2", broadcast["id"], "pause").ok
    to(world, EAST + timedelta(minutes=2))
    look(world)
    assert got(world) - {ALABAMIAN} == set()
    assert world.steer("rep2", broadcast["id"], "resume").ok
    to(world, CENTRAL + timedelta(minutes=2))
    look(world)
    look(world)
    assert "Good morning" not in world.carrier.got(ALABAMIAN)
    assert got(world) - {ALABAMIAN} == {ADA, FLORIDAN}
    assert world.steer("rep2", broadcast["id"], "cancel").ok
    to(world, WEST + timedelta(minutes=2))
    look(world)
    assert quiet(world)
    assert world.carrier.got(WESTERNER) == []


def test_what_was_held_up_goes_late_and_once(world: World) -> None:
    """The stack slept through all moments but the last: they are late, not lost, as of any scheduled broadcast."""
    made(world)
    to(world, WEST - timedelta(minutes=30))
    look(world)
    look(world)
    assert got(world) == {ADA, FLORIDAN, ALABAMIAN}
    to(world, WEST + timedelta(minutes=1))
    look(world)
    assert got(world) == set(AT)


def test_who_had_that_hour_before_it_was_ordered_is_told_of_and_gets_nothing(world: World) -> None:
    """At 10:00 in the east, 9:30 is still to come in Chicago's zone and beyond."""
    west = ORDER | {"send_at_local": "2026-03-02T09:30"}
    wrong(world.api("rep2", "POST", "/broadcasts", west), "send_at_local")
    line = f"/lines/{world.line(SHARED)}"
    good(world.api("admin", "PATCH", line, {"zone": "America/Chicago"}))
    seen = good(world.api("rep2", "POST", "/broadcasts/preview", west))
    assert [(why["code"], why["recipients"]) for why in seen["refused_by"]] == [("local_time_past", 2)]
    broadcast = good(world.api("rep2", "POST", "/broadcasts", west), 202)
    world.advance(1)
    look(world)
    assert quiet(world)
    assert got(world) == {ALABAMIAN, WESTERNER}
    told = good(world.api("rep2", "GET", f"/broadcasts/{broadcast['id']}"))
    assert [why["code"] for why in told["refused_by"]] == ["local_time_past"]


def test_one_time_is_changed_for_the_other(world: World) -> None:
    path = f"/broadcasts/{made(world)['id']}"
    assert good(world.api("rep2", "PATCH", path, {"body": "Hi"}))["send_at_local"] == "2026-03-03T09:30"
    moved = good(world.api("rep2", "PATCH", path, {"send_at_local": "2026-03-04T09:30"}))
    assert moved["send_at_local"] == "2026-03-04T09:30"
    fixed = good(world.api("rep2", "PATCH", path, {"send_at": "2026-03-04T15:00:00Z"}))
    assert (fixed["send_at_local"], fixed["send_at"]) == (None, "2026-03-04T15:00:00Z")
    back = good(world.api("rep2", "PATCH", path, {"send_at_local": "2026-03-03T09:30"}))
    assert (back["send_at_local"], back["stage"]) == ("2026-03-03T09:30", "scheduled")
    assert quiet(world)
    assert got(world) == set(AT)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"send_at_local": "9:30"}, "send_at_local"),
        ({"send_at_local": "2026-03-03T09:30Z"}, "send_at_local"),
        ({"send_at_local": "2026-03-01T09:30"}, "send_at_local"),
        ({"send_at_local": "2028-03-01T09:30"}, "send_at_local"),
        ({"send_at_local": "0001-01-01T00:00"}, "send_at_local"),
        ({"send_at_local": "9999-12-31T23:59"}, "send_at_local"),
        ({"send_at": "2026-03-03T15:00:00Z"}, "send_at_local"),
        ({"not_after": "2026-03-03T14:00:00Z"}, "not_after"),
    ],
)
@pytest.mark.parametrize("path", ["/broadcasts", "/broadcasts/preview"])
def test_a_time_that_cannot_be_is_named(world: World, path: str, more: dict[str, Any], field: str) -> None:
    wrong(world.api("rep2", "POST", path, ORDER | more), field)


def test_a_repeat_with_another_time_of_day_is_another_request(world: World) -> None:
    key = world.key()
    first = good(world.api("rep2", "POST", "/broadcasts", ORDER, key), 202)
    assert good(world.api("rep2", "POST", "/broadcasts", ORDER, key), 202)["id"] == first["id"]
    other = ORDER | {"send_at_local": "2026-03-03T10:30"}
    problem(world.api("rep2", "POST", "/broadcasts", other, key), 409, "key_reused")


def test_a_large_one_of_which_all_wait_is_not_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it was fed yet: it can be paused and cancelled, and who waits is told."""
    monkeypatch.setattr(broadcasts, "WIDE_FROM", 1)
    path = f"/broadcasts/{made(world)['id']}"
    to(world, EAST - timedelta(hours=2))
    world.tick()
    world.work("fan_out")
    seen = good(world.api("rep2", "GET", path))
    assert (seen["stage"], seen["progress"]["waiting"]) == ("running", 0)
    world.drain()
    seen = good(world.api("rep2", "GET", path))
    assert (seen["stage"], seen["progress"]["waiting"]) == ("running", 4)
    assert quiet(world)
    assert good(world.api("rep2", "GET", path))["stage"] == "done"


def test_a_large_one_that_was_counted_while_it_was_listed_is_not_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcasts, "WIDE_FROM", 1)
    broadcast = BroadcastId(made(world)["id"])
    store = world.wiring.broadcasts
    for place in range(broadcasts.WIDE):
        store.count(broadcast, place, Tally(), world.now)
    to(world, EAST - timedelta(hours=2))
    world.tick()
    world.work("fan_out")
    assert good(world.api("rep2", "GET", f"/broadcasts/{broadcast}"))["stage"] == "running"


def test_it_is_kept_as_all_times_are_written(world: World) -> None:
    path = f"/broadcasts/{(first := made(world, send_at_local='2026-3-3T9:30'))['id']}"
    assert first["send_at_local"] == "2026-03-03T09:30"
    changed = good(world.api("rep2", "PATCH", path, {"send_at_local": "２０２６-3-4T9:5"}))
    assert changed["send_at_local"] == "2026-03-04T09:05"


def test_whose_moment_is_behind_its_end_is_refused_in_preview_and_list(world: World) -> None:
    ends = {"not_after": "2026-03-03T17:30:00Z"}
    seen = good(world.api("rep2", "POST", "/broadcasts/preview", ORDER | ends))
    assert [(why["code"], why["recipients"]) for why in seen["refused_by"]] == [("expired", 1)]
    path = f"/broadcasts/{made(world, **ends)['id']}"
    to(world, EAST - timedelta(hours=2))
    look(world)
    told = good(world.api("rep2", "GET", path))
    assert [(why["code"], why["recipients"]) for why in told["refused_by"]] == [("expired", 1)]
    assert told["progress"]["waiting"] == 3
