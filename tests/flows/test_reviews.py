"""An opt-in that an admin lets pass though its line may not text: it is refused at once, or says so in the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness import brand
from tests.harness.world import World
from tests.routes.answers import good


@pytest.fixture
def world() -> Iterator[World]:
    with World(brand.waiting) as built:
        yield built


def path(world: World) -> str:
    return f"/opt-ins/review/{world.thread(brand.SHARED, brand.STRANGER)}"


def listed(world: World) -> list[str]:
    return [item["reason"] for item in good(world.api("admin", "GET", "/opt-ins/review"))["items"]]


@pytest.mark.parametrize("change", [{"active": False}, {"verification": "pending"}])
def test_it_is_refused_while_its_line_may_not_text(world: World, change: dict[str, Any]) -> None:
    line = world.line(brand.SHARED)
    good(world.api("admin", "PATCH", f"/lines/{line}", change))
    refused = world.api("admin", "POST", path(world), {"accept": True})
    assert (refused.status, refused.json["code"]) == (409, "line")
    assert "first" in refused.json["detail"]
    world.drain()
    assert listed(world) == ["budget"]
    good(world.api("admin", "POST", path(world), {"accept": False}), 202)
    assert listed(world) == []


def test_it_is_refused_while_texting_is_off(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"texting": False}))
    world.advance(1)
    assert world.api("admin", "POST", path(world), {"accept": True}).json["code"] == "line"


def test_one_whose_line_is_switched_off_meanwhile_says_so(world: World) -> None:
    good(world.api("admin", "POST", path(world), {"accept": True}), 202)
    good(world.api("admin", "PATCH", f"/lines/{world.line(brand.SHARED)}", {"active": False}))
    world.drain()
    assert listed(world) == ["line"]
    assert world.carrier.sent == []


def test_one_that_may_be_asked_is_asked_and_leaves_the_list(world: World) -> None:
    good(world.api("admin", "POST", path(world), {"accept": True}), 202)
    world.drain()
    assert len(world.carrier.got(brand.STRANGER)) == 1
    assert listed(world) == []
