"""A scheduled broadcast begins once, never early, within two looks of the schedule; and ends when it is to (Q2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.ids import BroadcastId
from tests.harness import aws
from tests.harness.brand import GROUP, HANDSETS, SHARED
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good, problem

ORDER = {"line": SHARED, "group": GROUP, "body": "Hi"}


def ordered(world: World, minutes: float = 10, **more: Any) -> str:
    send_at = (world.now + timedelta(minutes=minutes)).isoformat()
    made = good(world.api("rep2", "POST", "/broadcasts", ORDER | {"send_at": send_at, **more}, world.key()), 202)
    assert made["stage"] == "scheduled"
    return f"/broadcasts/{made['id']}"


def look(world: World) -> None:
    world.tick()
    world.drain()


def got(world: World) -> list[list[str]]:
    return [world.carrier.got(phone) for phone in HANDSETS]


def test_it_goes_once_and_not_before_its_time(world: World) -> None:
    ordered(world)
    for _ in range(9):
        world.advance(1)
        look(world)
        assert got(world) == [[]] * 5
    world.advance(1.5)
    look(world)
    assert got(world) == [["Hi"]] * 5
    assert quiet(world)
    assert got(world) == [["Hi"]] * 5


@pytest.mark.parametrize("jump", [-60, 24 * 60])
def test_a_clock_that_jumps_makes_it_go_once(world: World, jump: int) -> None:
    ordered(world)
    world.advance(11)
    world.tick()
    world.advance(jump)
    look(world)
    assert quiet(world)
    assert got(world) == [["Hi"]] * 5


def test_who_is_in_the_group_when_it_begins_gets_it(world: World) -> None:
    """D4."""
    ordered(world)
    world.handset_texts(HANDSETS[0], SHARED, "STOP")
    world.wiring.contacts.remove_members(GROUP, [world.contact(HANDSETS[1])])
    world.advance(10.5)
    look(world)
    assert [len([body for body in bodies if body == "Hi"]) for bodies in got(world)] == [0, 0, 1, 1, 1]


def test_it_is_cancelled_before_it_begins(world: World) -> None:
    path = ordered(world)
    assert good(world.api("rep2", "POST", f"{path}/cancel"))["stage"] == "cancelled"
    world.advance(20)
    look(world)
    assert quiet(world)
    assert got(world) == [[]] * 5


def test_it_is_changed_before_it_begins(world: World) -> None:
    path, later = ordered(world), (world.now + timedelta(minutes=30)).isoformat()
    changed = good(world.api("rep2", "PATCH", path, {"body": "Bye", "send_at": later, "not_after": None}))
    assert (changed["body"], changed["not_after"], changed["stage"]) == ("Bye", None, "scheduled")
    world.advance(20)
    look(world)
    assert got(world) == [[]] * 5
    good(world.api("manager", "PATCH", path, {}))
    world.advance(11)
    look(world)
    assert got(world) == [["Bye"]] * 5
    problem(world.api("rep2", "PATCH", path, {"body": "Late"}), 409, "broadcast_began")
    problem(world.api("rep1", "PATCH", path, {"body": "No"}), 403, "not_your_broadcast")


@pytest.mark.parametrize(
    "wish", [{"body": ""}, {"body": "{{shoe}}"}, {"send_at": None}, {"send_at": "2020-01-01T00:00Z"}]
)
def test_a_change_that_cannot_be_changes_nothing(world: World, wish: dict[str, Any]) -> None:
    path = ordered(world)
    before = good(world.api("rep2", "GET", path))
    fault = problem(world.api("rep2", "PATCH", path, {"not_after": None, **wish}), 422, "invalid")
    assert set(fault["fields"]) == set(wish)
    assert good(world.api("rep2", "GET", path)) == before


def test_paused_before_it_begins_it_goes_once_it_is_resumed(world: World) -> None:
    path = ordered(world)
    good(world.api("rep2", "POST", f"{path}/pause"))
    world.advance(20)
    look(world)
    assert got(world) == [[]] * 5
    good(world.api("rep2", "POST", f"{path}/resume"))
    look(world)
    look(world)
    assert got(world) == [["Hi"]] * 5


def test_what_is_paused_past_its_time_has_not_begun_and_can_be_changed(world: World) -> None:
    path = ordered(world)
    good(world.api("rep2", "POST", f"{path}/pause"))
    for _ in range(3):
        world.advance(10)
        look(world)
    seen = good(world.api("rep2", "GET", path))
    assert (seen["stage"], seen["changeable"], seen["progress"]["recipients"]) == ("paused", True, 0)
    good(world.api("rep2", "PATCH", path, {"body": "Bye"}))
    good(world.api("rep2", "POST", f"{path}/resume"))
    assert quiet(world)
    assert got(world) == [["Bye"]] * 5


def test_what_is_paused_ends_in_its_time_all_the_same(world: World) -> None:
    path = ordered(world, not_after=(world.now + timedelta(minutes=30)).isoformat())
    good(world.api("rep2", "POST", f"{path}/pause"))
    for _ in range(4):
        world.advance(10)
        look(world)
    assert good(world.api("rep2", "GET", path))["stage"] == "expired"
    problem(world.api("rep2", "POST", f"{path}/resume"), 409, "broadcast_over")


@pytest.mark.parametrize("left_out", [False, True])
def test_one_whose_group_is_gone_goes_to_nobody_and_its_author_is_told(world: World, left_out: bool) -> None:
    """To go to the other groups alone, or to whom it was to leave out, would be another broadcast than was ordered."""
    other = good(world.api("rep1", "POST", "/groups", {"name": "Regulars"}), 201)["id"]
    named = {"exclude": {"groups": [other]}} if left_out else {"group": None, "groups": [GROUP, other]}
    made = ordered(world, **named)
    good(world.api("rep1", "DELETE", f"/groups/{other}"), 204)
    for _ in range(3):
        world.advance(10)
        look(world)
    seen = good(world.api("rep2", "GET", made))
    assert (seen["stage"], seen["progress"]["recipients"]) == ("paused", 0)
    assert seen["paused_because"] == "A group that it goes to, or leaves out, is gone. Cancel it, and set it up anew."
    assert [mail["to"] for mail in world.mails if mail["subject"].startswith("Paused")] == ["rep2@example.com"]
    assert got(world) == [[]] * 5
    good(world.api("rep2", "POST", f"{made}/cancel"))


def test_paused_and_resumed_before_its_time_it_still_goes_at_its_time(world: World) -> None:
    path = ordered(world)
    for act in ("pause", "resume"):
        good(world.api("rep2", "POST", f"{path}/{act}"))
        world.advance(1)
        look(world)
        look(world)
    assert good(world.api("rep2", "PATCH", path, {"body": "Bye"}))["stage"] == "scheduled"
    world.advance(7)
    look(world)
    assert got(world) == [[]] * 5
    world.advance(1.5)
    look(world)
    assert got(world) == [["Bye"]] * 5
    assert quiet(world)
    assert got(world) == [["Bye"]] * 5


def test_what_is_looked_at_too_early_waits_for_its_time(world: World) -> None:
    path = ordered(world)
    store = world.wiring.broadcasts
    kept = store.get(BroadcastId(path.rpartition("/")[2]))
    assert kept is not None
    assert store.take(kept, world.now)
    look(world)
    assert store.get(kept.id) == kept
    world.advance(10.5)
    look(world)
    assert got(world) == [["Hi"]] * 5


def test_one_whose_time_is_over_before_it_begins_is_expired(world: World) -> None:
    until = (world.now + timedelta(minutes=15)).isoformat()
    path = ordered(world, not_after=until)
    world.advance(16)
    look(world)
    assert quiet(world)
    assert good(world.api("rep2", "GET", path))["stage"] == "expired"
    assert got(world) == [[]] * 5


def test_what_has_not_gone_in_time_expires_visibly(world: World) -> None:
    until = (world.now + timedelta(minutes=30)).isoformat()
    made = good(world.api("rep2", "POST", "/broadcasts", ORDER | {"not_after": until}), 202)
    world.work("fan_out")
    world.advance(31)
    assert quiet(world)
    seen = good(world.api("rep2", "GET", f"/broadcasts/{made['id']}"))
    assert (seen["stage"], seen["progress"]["cancelled"]) == ("expired", 5)
    items = good(world.api("rep2", "GET", f"/broadcasts/{made['id']}/recipients"))["items"]
    assert {item["code"] for item in items} == {"expired"}
    assert got(world) == [[]] * 5


@pytest.mark.parametrize("wrong", ["2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "2026-03-02T10:00:00", "soon"])
def test_a_time_that_cannot_be_is_named(world: World, wrong: str) -> None:
    fault = problem(world.api("rep2", "POST", "/broadcasts", ORDER | {"send_at": wrong}), 422, "invalid")
    assert "send_at" in fault["fields"]
    assert list(aws.items("broadcasts")) == []
