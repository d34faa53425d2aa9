"""Switching alerts on a device on and off."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.core.devices import MOST
from tests.harness.push import SERVICE, subscription
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong


def devices(world: World, who: str = "rep2") -> list[str]:
    return [device["label"] for device in good(world.api(who, "GET", "/me"))["devices"]]


def test_a_device_is_switched_on_and_shown_by_its_name_alone(world: World) -> None:
    made = good(world.api("rep2", "POST", "/me/push", subscription("one")), 201)
    me = good(world.api("rep2", "GET", "/me"))
    assert me["devices"] == [made]
    assert made["label"] == "Firefox one"
    assert me["alerts"] == ["email", "push"]
    for secret in (SERVICE, *subscription("one")["keys"].values()):
        assert secret not in json.dumps(me)
    assert devices(world, "rep1") == []


def test_the_same_device_again_is_one_and_may_have_new_keys(world: World) -> None:
    first = good(world.api("rep2", "POST", "/me/push", subscription("one")), 201)
    world.advance(minutes=1)
    other = {**subscription("one"), "keys": subscription("two")["keys"], "label": "Renamed"}
    again = good(world.api("rep2", "POST", "/me/push", other), 201)
    assert (again["id"], again["since"]) == (first["id"], first["since"])
    assert devices(world) == ["Renamed"]


def test_of_more_than_ten_the_oldest_goes(world: World) -> None:
    for place in range(MOST + 1):
        world.advance(seconds=1)
        good(world.api("rep2", "POST", "/me/push", subscription(f"n{place}")), 201)
    assert devices(world) == [f"Firefox n{place}" for place in range(1, MOST + 1)]


def test_the_last_device_takes_the_choice_along_and_leaves_email(world: World) -> None:
    ids = [good(world.api("rep2", "POST", "/me/push", subscription(name)), 201)["id"] for name in ("one", "two")]
    assert good(world.api("rep2", "PATCH", "/me", {"alerts": ["push"]}))["alerts"] == ["push"]
    alerts = []
    for device in ids:
        assert world.api("rep2", "DELETE", f"/me/push/{device}").status == 204
        alerts.append(good(world.api("rep2", "GET", "/me"))["alerts"])
    assert alerts == [["push"], ["email"]]
    problem(world.api("rep2", "DELETE", f"/me/push/{ids[0]}"), 404, "not_found")


def test_a_device_of_another_is_not_there(world: World) -> None:
    mine = good(world.api("rep1", "POST", "/me/push", subscription("one")), 201)["id"]
    problem(world.api("rep2", "DELETE", f"/me/push/{mine}"), 404, "not_found")
    assert devices(world, "rep1") == ["Firefox one"]


def test_push_is_chosen_by_switching_a_device_on(world: World) -> None:
    wrong(world.api("rep2", "PATCH", "/me", {"alerts": ["push"]}), "alerts")
    wrong(world.api("rep2", "PATCH", "/me", {"copies": "push"}), "copies")
    good(world.api("rep2", "POST", "/me/push", subscription("one")), 201)
    assert good(world.api("rep2", "PATCH", "/me", {"alerts": ["email"]}))["alerts"] == ["email"]
    assert good(world.api("rep2", "PATCH", "/me", {"alerts": ["push", "email"]}))["alerts"] == ["push", "email"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"endpoint": "https://example.com/push"}, "endpoint"),
        ({"endpoint": "http://169.254.169.254/latest"}, "endpoint"),
        ({"endpoint": SERVICE + "x" * 1000}, "endpoint"),
        ({"keys": {"p256dh": "AAAA", "auth": subscription("one")["keys"]["auth"]}}, "keys.p256dh"),
        ({"keys": {"p256dh": "B" + "A" * 86, "auth": subscription("one")["keys"]["auth"]}}, "keys.p256dh"),
        ({"keys": {**subscription("one")["keys"], "auth": "AAAA"}}, "keys.auth"),
        ({"keys": {"auth": subscription("one")["keys"]["auth"]}}, "keys.p256dh"),
        ({"label": "x" * 61}, "label"),
        ({"person": "rep1"}, "person"),
    ],
)
def test_what_no_browser_gives_is_refused_and_kept_nowhere(world: World, change: dict[str, Any], field: str) -> None:
    before = world.items("team")
    wrong(world.api("rep2", "POST", "/me/push", {**subscription("one"), **change}), field)
    assert world.items("team") == before
