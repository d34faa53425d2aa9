"""Whom a scheduled broadcast goes to is changed before it begins, as a whole (SD-7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.ids import GroupId
from chalicelib.flows.control import TOO_MANY
from tests.harness.brand import GROUP, HANDSETS, SHARED
from tests.harness.check import check_all
from tests.harness.quiet import minutes, quiet
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA, BEN, CLEO, DAN, EVE = HANDSETS


def made(world: World, **given: Any) -> str:
    return str(good(world.api("rep2", "POST", "/groups", given), 201)["id"])


def ordered(world: World, minutes: float = 10, **more: Any) -> str:
    order = {"line": SHARED, "body": "Hi", "send_at": (world.now + timedelta(minutes=minutes)).isoformat()}
    return f"/broadcasts/{good(world.api('rep2', 'POST', '/broadcasts', order | more, world.key()), 202)['id']}"


def changed(world: World, path: str, **audience: Any) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep2", "PATCH", path, {"audience": audience}))
    return found


def went(world: World) -> list[int]:
    minutes(world, 13)
    assert quiet(world)
    assert check_all(world) == []
    return [len(world.carrier.got(phone)) for phone in HANDSETS]


def test_those_get_it_whom_the_last_change_names(world: World) -> None:
    path = ordered(world, group=GROUP)
    two = made(world, name="Two", contacts=[ADA, BEN])
    told = changed(world, path, groups=[two], contacts=[EVE], exclude={"contacts": [BEN]})
    eve, ben = world.contact(EVE), world.contact(BEN)
    assert told["audience"] == {
        "groups": [two],
        "contacts": [eve],
        "exclude": {"groups": [], "contacts": [ben]},
        "skip": {"active_conversation": False, "texted_within_days": 0},
    }
    assert (told["group"], told["group_name"]) == (two, "Two, 1 contact")
    assert went(world) == [1, 0, 0, 0, 1]


def test_what_is_left_out_of_an_audience_is_none_of_it_and_other_changes_leave_it(world: World) -> None:
    path = ordered(world, group=GROUP, exclude={"contacts": [ADA]}, skip={"active_conversation": True})
    shown = good(world.api("rep2", "PATCH", path, {"body": "Hello"}))["audience"]
    assert (shown["groups"], shown["exclude"]["contacts"]) == ([GROUP], [world.contact(ADA)])
    assert shown["skip"]["active_conversation"]
    told = changed(world, path, contacts=[DAN])["audience"]
    assert (told["groups"], told["exclude"]["contacts"], told["skip"]["active_conversation"]) == ([], [], False)
    assert went(world) == [0, 0, 0, 1, 0]


def test_other_people_mend_what_a_deleted_group_had_stopped(world: World) -> None:
    group = made(world, name="Regulars", contacts=[ADA])
    path = ordered(world, group=group)
    good(world.api("rep2", "DELETE", f"/groups/{group}"), 204)
    world.advance(11)
    world.tick()
    assert good(world.api("rep2", "GET", path))["paused_because"].startswith("A group that it goes to")
    assert changed(world, path, contacts=[BEN])["paused_because"] is None
    good(world.api("rep2", "POST", f"{path}/resume"))
    assert went(world) == [0, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("audience", "field"),
    [
        ({}, "audience"),
        ({"groups": ["nope"]}, "audience.groups.0"),
        ({"contacts": ["+1202"]}, "audience.contacts.0"),
        ({"groups": [GROUP], "exclude": {"groups": ["nope"]}}, "audience.exclude.groups.0"),
    ],
)
def test_nobody_and_who_is_not_known_are_named(world: World, audience: dict[str, Any], field: str) -> None:
    path = ordered(world, group=GROUP)
    wrong(world.api("rep2", "PATCH", path, {"audience": audience}), field)
    assert went(world) == [1] * 5


def test_one_that_was_made_for_few_takes_no_live_group(world: World) -> None:
    """Its id tells for how many its partitions are."""
    live = GroupId(made(world, name="Live", rule={"field": "tag", "op": "is", "value": ["vip"]}))
    path = ordered(world, group=GROUP)
    refused = wrong(world.api("rep2", "PATCH", path, {"audience": {"groups": [live]}}), "audience")
    assert TOO_MANY in str(refused)
    wide = ordered(world, group=live)
    assert changed(world, wide, groups=[live], contacts=[ADA])["group"] == live
    assert changed(world, wide, groups=[GROUP])["group"] == GROUP


def test_once_it_has_begun_nobody_is_changed_or_shown(world: World) -> None:
    path = ordered(world, 1, group=GROUP)
    world.advance(2)
    world.tick()
    world.drain()
    problem(world.api("rep2", "PATCH", path, {"audience": {"contacts": [ADA]}}), 409, "broadcast_began")
    assert good(world.api("rep2", "GET", path))["audience"] is None
    assert good(world.api("rep1", "GET", path))["audience"] is None
