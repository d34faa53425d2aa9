"""A broadcast that ended before anything of it was listed gives its author no copy (SD-15)."""

from __future__ import annotations

from datetime import timedelta

from tests.harness.brand import GROUP, HANDSETS, SHARED
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good


def ordered(world: World, **more: str) -> str:
    """A broadcast that is to be listed and was not yet."""
    order = {"line": SHARED, "group": GROUP, "body": "Hi", **more}
    return f"/broadcasts/{good(world.api('rep2', 'POST', '/broadcasts', order), 202)['id']}"


def copies(world: World) -> list[str]:
    return [mail["to"] for mail in world.mails if mail["subject"].startswith("Your message to")]


def test_no_copy_comes_of_one_that_was_cancelled_before_its_list(world: World) -> None:
    path = ordered(world)
    good(world.api("rep2", "POST", f"{path}/cancel"))
    assert quiet(world)
    assert (good(world.api("rep2", "GET", path))["stage"], copies(world)) == ("cancelled", [])


def test_no_copy_comes_of_one_that_expired_before_its_list(world: World) -> None:
    path = ordered(world, not_after=(world.now + timedelta(minutes=30)).isoformat())
    world.advance(31)
    assert quiet(world)
    told = good(world.api("rep2", "GET", path))
    assert (told["stage"], told["progress"]["recipients"], told["progress"]["cancelled"]) == ("expired", 5, 5)
    assert copies(world) == []


def test_one_copy_comes_of_one_that_was_only_paused_before_its_list(world: World) -> None:
    path = ordered(world)
    good(world.api("rep2", "POST", f"{path}/pause"))
    world.drain()
    good(world.api("rep2", "POST", f"{path}/resume"))
    assert quiet(world)
    assert copies(world) == ["rep2@example.com"]
    assert [world.carrier.got(phone) for phone in HANDSETS] == [["Hi"]] * 5


def test_one_copy_comes_of_one_that_was_cancelled_after_its_list(world: World) -> None:
    path = ordered(world)
    world.work("fan_out")
    good(world.api("rep2", "POST", f"{path}/cancel"))
    assert quiet(world)
    assert copies(world) == ["rep2@example.com"]
